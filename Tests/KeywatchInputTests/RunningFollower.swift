import KeywatchCore

@testable import KeywatchInput

/// A follower of a growing log, as doctl is one, and what must come of reading it: it quits when it
/// likes, in the middle of a line too, and repeats the newest lines when it is started again.
struct RunningFollower {
  /// What came of it.
  struct Reading: Equatable {
    var lines: [String] = []
    var unterminated: [String] = []
    var losses: [NewLines.Loss] = []
  }

  /// What was read, by the code that is tested.
  private(set) var read = Reading()
  /// What had to be read.
  private(set) var wanted = Reading()
  private var lines: NewLines
  private var dice: SeededDice
  private var now = ContinuousClock.now
  private var given: [UInt8] = []
  private var log: [String] = []
  /// The first line that a new run can still see.
  private var reach = 0
  /// The number behind the newest line that was written to its end.
  private var seen: Int?
  /// What the last run left open.
  private var part = ""
  private var instance = 0
  private var knownInstances: Set<Int> = []
  private let replay: Int
  private let stalls: Bool

  init(seed: Int, remembers limit: Int, replays replay: Int, stalls: Bool) {
    lines = NewLines(RecentLines(limit: limit))
    dice = SeededDice(seed: seed)
    self.replay = replay
    self.stalls = stalls
    grow(by: 30)
  }

  /// So many runs, with lines that nobody sees between them.
  mutating func run(_ runs: Int) {
    for _ in 0..<runs {
      runOnce()
      grow(by: dice.roll(150))
      if dice.roll(8) == 0 {
        instance += 1
        reach = log.count
        grow(by: 1 + dice.roll(50))
      }
      if dice.roll(8) == 0 { restart() }
    }
  }

  /// Nothing is left but the hashes of lines, when we are started again ourselves.
  private mutating func restart() {
    lines = NewLines(lines.recent)
    part = ""
    knownInstances = []
  }

  private mutating func grow(by count: Int) {
    for _ in 0..<count { log.append("web-\(instance) 2026-11-22T13:00:00Z line \(log.count)") }
  }

  private mutating func runOnce() {
    let first = max(reach, log.count - replay)
    expectLoss(before: first)
    part = ""
    lines.begin()
    write(from: first)
    pass()
    for _ in 0..<dice.roll(40) {
      let next = log.count
      grow(by: dice.roll(4))
      write(from: next)
    }
    if dice.roll(2) == 0 {
      grow(by: 1)
      part = String((log.last ?? "").prefix(1 + dice.roll(20)))
      take(part[...])
    }
    _ = lines.end()
    drain()
  }

  /// It is known that nothing was lost when the newest line that was seen is repeated.
  private mutating func expectLoss(before first: Int) {
    guard let seen, seen - 1 < first else { return }
    let isStrange = !knownInstances.isEmpty && !knownInstances.contains(instance)
    wanted.losses.append(isStrange ? .redeploy : .reconnected)
    if !part.isEmpty { wanted.unterminated.append(part) }
  }

  /// Writes the log from a line to its end, in pieces.
  private mutating func write(from first: Int) {
    guard first < log.count else { return }
    wanted.lines += log[max(first, seen ?? 0)...]
    seen = log.count
    knownInstances.insert(instance)
    var rest = log[first...].map { $0 + "\n" }.joined()[...]
    while !rest.isEmpty {
      let piece = rest.prefix(1 + dice.roll(1000))
      rest = rest.dropFirst(piece.count)
      take(piece)
      if stalls, dice.roll(5) == 0 { pass() }
    }
  }

  private mutating func take(_ text: Substring) {
    _ = Array(text.utf8).withUnsafeBytes { lines.take($0, now: now) }
    drain()
  }

  private mutating func pass() {
    now += NewLines.quiet
    _ = lines.pass(now: now)
    drain()
  }

  /// Reads everything that may be read, in any portions.
  private mutating func drain() {
    while true {
      if lines.owesEnd {
        lines.toldEnd()
        read.unterminated.append(String(decoding: given, as: UTF8.self))
        given = []
      }
      read.losses += lines.takeLosses()
      guard lines.hasBytes else { return }
      var buffer = [UInt8](repeating: 0, count: 1 + dice.roll(500))
      let count = buffer.withUnsafeMutableBytes { lines.read(into: $0) }
      given += buffer.prefix(count)
      while let newline = given.firstIndex(of: UInt8(ascii: "\n")) {
        read.lines.append(String(decoding: given[..<newline], as: UTF8.self))
        given.removeFirst(newline + 1)
      }
    }
  }
}

/// Equal seeds draw equal numbers (SplitMix64).
struct SeededDice {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  /// A number below a bound.
  mutating func roll(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ z >> 31) % UInt64(max(bound, 1)))
  }
}
