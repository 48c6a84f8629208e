import Glibc
import KeywatchCore

@testable import KeywatchInput

/// Reads one command the way the engine does, with a clock that can be put forward.
struct CommandReader: ~Copyable {
  var set: SourceSet
  private(set) var lines: [String] = []
  private(set) var unterminated: [String] = []
  private(set) var losses: [String] = []
  private var ahead: Duration = .zero
  private var given: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(
    _ command: String, positions: [Position] = [], secrecy: CommandSecrecy = CommandSecrecy()
  ) throws {
    set = try SourceSet([.command(command)], positions: positions)
    set.keep(secrecy)
  }

  /// How the command is doing.
  var state: SourceState { self.set.states[0] }

  /// Reads until something holds or so many seconds are over; true if it holds.
  mutating func read(
    for seconds: Int = 20, until isEnough: (borrowing CommandReader) -> Bool
  ) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      while takeStep() {}
      if isEnough(self) { return true }
      _ = set.wait(upTo: .milliseconds(20))
    }
    return false
  }

  /// Puts the clock forward: pauses are over.
  mutating func skip(_ time: Duration) { ahead += time }

  /// The process that runs it now.
  var process: Int32? { self.set.commands[0].process }

  private mutating func takeStep() -> Bool {
    let step = set.next(now: .now + ahead)
    losses += set.takeHoles().map(\.reason)
    switch step {
    case .idle: return false
    case .bytes: take(buffer.withUnsafeMutableBytes { set.read(into: $0) })
    case .ended:
      unterminated.append(String(decoding: given, as: UTF8.self))
      given = []
    case .dropped: given = []
    }
    return true
  }

  private mutating func take(_ count: Int) {
    given += buffer.prefix(count)
    while let newline = given.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(String(decoding: given[..<newline], as: UTF8.self))
      given.removeFirst(newline + 1)
    }
  }
}
