import CSystem
import KeywatchCore

/// Several SOURCEs followed at once, each served a chunk in turn; owned by one thread.
///
/// Call `next` until it is `.idle`, then `wait`. After `.bytes` call `read` once, into a buffer
/// that holds what that stream had left open.
package struct SourceSet: ~Copyable, Sendable {
  /// How often names and sizes are looked at whatever the kernel tells.
  static let lookInterval: Duration = .seconds(1)

  private enum Reading: Sendable { case tail(Int), standardInput, command(Int) }

  /// Interrupts `wait` from another thread.
  package let wake: Wake
  let patterns: [SourcePattern]
  var tails: [FileTail] = []
  /// Which tail reads a stream, as of the last look.
  var readers: [LineStream: Int] = [:]
  var standardInput: StandardInput?
  var commands: [CommandTail] = []
  /// Why the last look saw nothing of a SOURCE, by its index.
  var errors: [Int: InputError] = [:]
  var watcher = Watcher()
  var pacing = Pacing()
  /// When names are looked at next; nil at once.
  var lookDue: ContinuousClock.Instant?
  var numbers = 0
  /// Where files begin that are seen at the next look.
  var start: Start
  let open: FileTail.Opener
  /// The wall clock.
  let wall: @Sendable () -> Timestamp
  private var reading: Reading?
  private var turn = 0

  /// Opens nothing yet; standard input is named at most once. Goes on from positions that were stored:
  /// those of other SOURCEs are left alone.
  package init(
    _ patterns: [SourcePattern], from start: Start = .beginning, positions: [Position] = []
  ) throws(InputError) {
    try self.init(patterns, from: start, positions: positions, standardInput: 0, open: Self.file)
    _ = kw_raise_open_files()
  }

  /// For tests: another descriptor as standard input, another way to open a file, another clock.
  init(
    _ patterns: [SourcePattern], from start: Start = .beginning, positions: [Position] = [],
    standardInput number: Int32 = 0, open: @escaping FileTail.Opener = Self.file,
    wall: @escaping @Sendable () -> Timestamp = Self.systemTime
  ) throws(InputError) {
    wake = try Wake()
    self.patterns = patterns
    self.start = start
    self.open = open
    self.wall = wall
    numbers = (positions.map(\.number).max() ?? -1) + 1
    if let source = patterns.firstIndex(of: .standardInput) {
      standardInput = StandardInput(
        descriptor: number, stream: LineStream(source: source, number: numbers))
      numbers += 1
    }
    restore(positions)
    addCommands(positions)
  }

  /// Says what reading comes to next, the SOURCEs in turn.
  package mutating func next(now: ContinuousClock.Instant = .now) -> Step {
    if lookDue.map({ now >= $0 }) ?? true { look(now: now) }
    reading = nil
    let step = visitAll(now: now)
    // Copies are made before a truncation: only a look after it finds them all.
    guard step == .idle, tails.contains(where: \.needsLook) else { return step }
    look(now: now)
    return visitAll(now: now)
  }

  private mutating func visitAll(now: ContinuousClock.Instant) -> Step {
    let last = tails.count + commands.count
    for _ in 0...last {
      turn = turn < last ? turn + 1 : 0
      guard turn == 0 || turn > tails.count || tails[turn - 1].isPending else { continue }
      switch visit(turn, now: now) {
      case .idle: continue
      case .ended(let stream):
        watcher.forget(stream)
        return .ended(stream)
      case .dropped(let stream):
        watcher.forget(stream)
        if let index = readers[stream], let file = tails[index].opened[stream] {
          watcher.watch(file, as: stream)
        }
        return .dropped(stream)
      case let step: return step
      }
    }
    return .idle
  }

  /// Reads from the stream that `next` has just named; 0 where there is nothing after all.
  package mutating func read(
    into buffer: UnsafeMutableRawBufferPointer, now: ContinuousClock.Instant = .now
  ) -> Int {
    let count =
      switch reading {
      case .tail(let index): tails[index].read(into: buffer, now: now)
      case .standardInput: standardInput?.read(into: buffer) ?? 0
      case .command(let index): commands[index].read(into: buffer)
      case nil: 0
      }
    reading = nil
    pacing.read(count)
    return count
  }

  /// Place 0 is standard input's, then come the tails' and the commands'.
  private mutating func visit(_ place: Int, now: ContinuousClock.Instant) -> Step {
    guard place > 0 else {
      reading = .standardInput
      return standardInput?.next() ?? .idle
    }
    guard place <= tails.count else {
      reading = .command(place - tails.count - 1)
      return commands[place - tails.count - 1].next(now: now)
    }
    reading = .tail(place - 1)
    return tails[place - 1].next(now: now)
  }
}
