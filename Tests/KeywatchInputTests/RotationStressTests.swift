import Foundation
import Synchronization
import Testing

@testable import KeywatchInput

/// A writer that rotates as fast as it can while the set reads.
struct RotationStressTests {
  /// Writes numbered lines, some in two pieces, and rotates by renaming every so often; all files
  /// are kept.
  private struct RotatingWriter: Sendable {
    let scratch: Scratch
    let lines: Int
    let linesPerFile: Int

    func run() throws {
      var current = try Writer(scratch("app.log"))
      var files = 0
      for number in 0..<lines {
        if number % linesPerFile == linesPerFile - 5 {
          // The rest of the file's lines comes after its name is gone.
          for age in stride(from: files, to: 0, by: -1) {
            try scratch.rename("app.log.\(age)", to: "app.log.\(age + 1)")
          }
          try scratch.rename("app.log", to: "app.log.1")
          files += 1
        }
        if number % linesPerFile == 0, number > 0 { current = try Writer(scratch("app.log")) }
        try write(number, to: current)
      }
    }

    private func write(_ number: Int, to writer: Writer) throws {
      guard number % 20 == 0 else { return try writer.write("line \(number)\n") }
      try writer.write("line ")
      try writer.write("\(number)\n")
    }
  }

  @Test("every line is read once, by one name and by a glob", arguments: ["app.log", "app.log*"])
  func rotations(source: String) throws {
    let scratch = try Scratch()
    try scratch.write("", to: "app.log")
    let writer = RotatingWriter(scratch: scratch, lines: 20_000, linesPerFile: 200)
    var follower = try Follower(scratch(source))
    follower.read()
    let outcome = Outcome()
    Thread.detachNewThread { outcome.set(Result { try writer.run() }) }
    while outcome.isOpen {
      follower.now = .now
      if !follower.takeStep() { follower.set.wait(upTo: .milliseconds(20)) }
    }
    try outcome.get()
    follower.read()
    follower.read()
    #expect(follower.lines.count == writer.lines)
    #expect(Set(follower.lines) == Set((0..<writer.lines).map { "line \($0)" }))
    #expect(follower.unterminated == [])
  }

  /// How the writer's thread ended.
  private final class Outcome: Sendable {
    private let result = Mutex<Result<Void, any Error>?>(nil)

    var isOpen: Bool { result.withLock { $0 == nil } }

    func set(_ result: Result<Void, any Error>) { self.result.withLock { $0 = result } }

    func get() throws { try result.withLock { try $0?.get() } }
  }
}
