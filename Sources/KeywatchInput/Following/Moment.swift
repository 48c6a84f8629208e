import KeywatchCore

/// The time of a look: one that only runs forward, and the wall clock.
struct Moment: Sendable {
  var steady: ContinuousClock.Instant
  var wall: Timestamp
}
