/// RFC 3339, the form of times in reports, configuration and arguments.
extension Timestamp {
  /// A time (`2026-11-01T09:41:27Z`, any zone) or a date, which is its 00:00 UTC; nil for anything
  /// else, and for a day that does not exist.
  package init?(rfc3339 text: String) {
    let padding = 16
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: padding)
    let time = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { Timestamp(Bytes(base: $0, count: buffer.count - padding)) }
    }
    guard let time else { return nil }
    self = time
  }

  private init?(_ text: Bytes) {
    guard text.count >= 10, text[4] == 0x2d, text[7] == 0x2d, let year = text.number(0, 4),
      let month = text.number(5, 2), let day = text.number(8, 2), (1...12).contains(month)
    else { return nil }
    let days = Self.days(year: year, month: month, day: day)
    guard Self.civil(days: days) == (year, month, day) else { return nil }
    if text.count == 10 {
      self.init(seconds: Int64(days) * 86_400)
    } else {
      self.init(logged: text)
    }
  }

  /// `2026-11-01T09:41:27Z`, with milliseconds where they are not zero.
  package var rfc3339: String {
    let fraction = (milliseconds % 1000 + 1000) % 1000
    let (day, clock) = dayAndClock
    return day + "T" + clock + (fraction == 0 ? "" : "." + Self.padded(Int(fraction), 3)) + "Z"
  }

  /// The UTC day (`2026-11-01`) and time of day (`09:41:27`).
  package var dayAndClock: (day: String, clock: String) {
    let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    let second = Int(seconds - days * 86_400)
    let (year, month, day) = Self.civil(days: Int(days))
    return (
      [Self.padded(year, 4), Self.padded(month, 2), Self.padded(day, 2)].joined(separator: "-"),
      [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(
        separator: ":")
    )
  }

  /// Year, month and day of a day number, the inverse of `days(year:month:day:)`.
  static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }
}
