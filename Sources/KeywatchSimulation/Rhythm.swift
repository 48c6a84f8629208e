/// How a sender's traffic rises and falls.
enum Rhythm {
  case steady
  /// People's working day.
  case daily
  /// A working day over a floor that is never quiet.
  case gentle
  /// All within the first ten minutes of each hour.
  case hourly
  /// Only in these minutes of the story.
  case bursts([Range<Int>])

  /// Traffic in parts of 256, at a minute of the story that is `clock` minutes after midnight UTC.
  func factor(minute: Int, clock: Int) -> UInt32 {
    switch self {
    case .steady: 256
    case .daily: Self.day(clock)
    case .gentle: 128 + Self.day(clock) / 2
    case .hourly: clock % 60 < 10 ? 6 * 256 : 0
    case .bursts(let ranges): ranges.contains { $0.contains(minute) } ? 256 : 0
    }
  }

  private static func day(_ clock: Int) -> UInt32 {
    let hours: [UInt32] = [
      70, 58, 50, 46, 48, 60, 90, 140, 190, 226, 246, 256, 250, 252, 256, 250, 236, 214, 190, 166,
      142, 120, 100, 84,
    ]
    let part = UInt32(clock % 60)
    let hour = clock / 60 % 24
    return (hours[hour] * (60 - part) + hours[(hour + 1) % 24] * part) / 60
  }
}
