/// How a source's lines come: after which silence it is silent beyond its habit.
struct Habit: Sendable {
  /// The newest arrival.
  private(set) var newest: ContinuousClock.Instant
  private var longestPause: Duration = .zero

  /// Twice the longest pause so far is beyond it, and 20 s at least.
  private static let pauses = 2
  private static let floor: Duration = .seconds(20)

  init(since start: ContinuousClock.Instant) { newest = start }

  /// Takes in an arrival.
  mutating func arrived(at now: ContinuousClock.Instant) {
    longestPause = max(longestPause, now - newest)
    newest = now
  }

  /// How long it has been silent, where that is beyond its habit.
  func silence(at now: ContinuousClock.Instant) -> Duration? {
    let silence = now - newest
    return silence > max(Self.floor, longestPause * Self.pauses) ? silence : nil
  }
}
