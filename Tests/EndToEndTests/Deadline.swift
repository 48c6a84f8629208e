import Foundation

/// Waiting for something outside this process: asked again and again, and never longer than a limit.
enum Deadline {
  /// The first value that `probe` gives within `seconds`, or nil.
  static func poll<Value>(for seconds: Double, _ probe: () throws -> Value?) rethrows -> Value? {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      if let value = try probe() { return value }
      guard ContinuousClock.now < end else { return nil }
      usleep(20_000)
    }
  }
}
