import Glibc
import KeywatchCore

/// Where the present moment comes from; handed to whoever needs it.
struct Clock: Sendable {
  let now: @Sendable () -> Timestamp
  /// Simulated seconds in a second; nil for a clock that is not simulated.
  var speed: Double?
  /// When a simulated clock stops.
  var end: Timestamp?

  /// The system's wall clock.
  static let wall = Clock(now: {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec))
      .advanced(byMilliseconds: Int64(time.tv_nsec) / 1_000_000)
  })
}
