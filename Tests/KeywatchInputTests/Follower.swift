import KeywatchCore

@testable import KeywatchInput

/// Reads a set the way the engine does, with a clock of its own: lines in, and what else happened.
struct Follower: ~Copyable {
  var set: SourceSet
  /// The lines read so far.
  var lines: [String] = []
  /// Lines finished without a newline of their own.
  var unterminated: [String] = []
  var drops = 0
  var now = ContinuousClock.now
  private var buffer = LineBuffer()
  private var open: [LineStream: LineBuffer.Remainder] = [:]

  init(
    _ sources: [String], from start: Start = .beginning, positions: [Position] = [],
    standardInput: Int32 = 0,
    opener: @escaping FileTail.Opener = SourceSet.file
  ) throws {
    set = try SourceSet(
      sources.map { SourcePattern($0) }, from: start, positions: positions,
      standardInput: standardInput, open: opener)
  }

  init(_ source: String, from start: Start = .beginning) throws {
    try self.init([source], from: start)
  }

  /// Lets time pass, so that names are looked at again, and reads until nothing is left.
  mutating func read(after time: Duration = .seconds(1)) {
    now = now.advanced(by: time)
    while takeStep() {}
  }

  /// The lines since they were last taken.
  mutating func take(after time: Duration = .seconds(1)) -> [String] {
    read(after: time)
    defer { lines = [] }
    return lines
  }

  /// The positions as they are stored after what was read, by number.
  mutating func stored(over positions: [Position] = []) -> [Position] {
    var stored = Dictionary(uniqueKeysWithValues: positions.map { ($0.number, $0) })
    for position in set.movedPositions(now: now) { stored[position.number] = position }
    set.positionsSaved()
    return stored.values.sorted { $0.number < $1.number }
  }

  /// Does one step; false when there was nothing to do.
  mutating func takeStep() -> Bool {
    switch set.next(now: now) {
    case .idle: return false
    case .bytes(let stream): readChunk(of: stream)
    case .ended(let stream):
      buffer.restore(open.removeValue(forKey: stream) ?? .init())
      if buffer.finish() { unterminated += texts() }
    case .dropped(let stream):
      open[stream] = nil
      drops += 1
    }
    return true
  }

  private mutating func readChunk(of stream: LineStream) {
    buffer.restore(open[stream] ?? .init())
    _ = buffer.fill { set.read(into: $0, now: now) }
    lines += texts()
    buffer.advance()
    open[stream] = buffer.takeRemainder()
  }

  private func texts() -> [String] {
    buffer.lines.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}
