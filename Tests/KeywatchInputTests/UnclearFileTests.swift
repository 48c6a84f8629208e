import KeywatchCore
import Synchronization
import Testing

@testable import KeywatchInput

/// A file that cannot be read at the first look behind a restart, since an editor replaced it meanwhile.
struct UnclearFileTests {
  /// Fails so many times.
  private final class Failures: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    /// Whether this time is one of them.
    func take() -> Bool {
      left.withLock { left in
        left -= 1
        return left >= 0
      }
    }
  }

  @Test("what was read is not given up before the file that may hold it was read", arguments: 0...3)
  func replaced(failures: Int) throws {
    let scratch = try Scratch()
    let log = scratch("app.log")
    try scratch.write("1\n2\n", to: "app.log")
    var first = try Follower(log)
    first.read()
    let positions = first.stored()
    try scratch.write("1\n2\n3\n", to: "new")
    try scratch.rename("new", to: "app.log")
    let left = Failures(failures)
    var second = try Follower([log], positions: positions) { sighting throws(InputError) in
      if left.take() { throw .cannotOpen(path: sighting.path, .missing) }
      return try SourceSet.file(sighting)
    }
    for _ in 0...failures { second.read() }
    #expect(second.lines == ["3"])
    #expect(second.set.takeHoles().isEmpty)
  }
}
