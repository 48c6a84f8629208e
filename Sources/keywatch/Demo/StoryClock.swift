import KeywatchCore
import KeywatchSimulation

/// The demo's clock: the whole story in three minutes, ending at a given moment.
struct StoryClock: Sendable {
  /// How long the story takes.
  static let seconds = 180
  /// Simulated seconds in a second.
  static let speed = Double(Story.minutes * 60) / Double(seconds)

  let end: Timestamp
  var start: Timestamp { end.advanced(byMilliseconds: Int64(-Story.minutes) * 60_000) }

  /// The simulated time `milliseconds` after the demo was begun; it stops at the end of the story.
  func time(after milliseconds: Int64) -> Timestamp {
    let whole = Int64(Self.seconds) * 1000
    let part = min(max(milliseconds, 0), whole)
    return start.advanced(byMilliseconds: part * (Int64(Story.minutes) * 60_000 / whole))
  }
}
