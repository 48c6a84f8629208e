/// Whole lines that wait to be handed over, each with its hash.
struct LineQueue: Sendable {
  private struct Line: Sendable {
    /// Bytes that are left of it, newline included.
    var count: Int
    let hash: UInt64
    /// True where its newline never came.
    let isUnterminated: Bool
  }

  /// What one reading gave.
  struct Reading: Sendable {
    var count = 0
    /// Of the lines that were given to their end.
    var hashes: [UInt64] = []
    /// True when the last of them lacks its newline: nothing may be joined to it.
    var endsUnterminated = false
  }

  private var bytes: [UInt8] = []
  private var start = 0
  private var lines: [Line] = []
  private var first = 0

  /// Memory that is kept while nothing waits.
  private static let spare = 1 << 20

  var isEmpty: Bool { first == lines.count }
  /// Lines that wait.
  var count: Int { lines.count - first }
  /// Bytes that wait.
  var byteCount: Int { bytes.count - start }

  /// Adds a line, newline included, that stands in two parts.
  mutating func append(_ head: [UInt8], _ tail: UnsafeRawBufferPointer, hash: UInt64) {
    bytes += head
    bytes += tail
    lines.append(Line(count: head.count + tail.count, hash: hash, isUnterminated: false))
  }

  /// Adds a line whose newline will not come.
  mutating func appendUnterminated(_ line: [UInt8]) {
    bytes += line
    lines.append(Line(count: line.count, hash: 0, isUnterminated: true))
  }

  /// Adds what waits in another queue and empties it.
  mutating func append(_ other: inout LineQueue) {
    bytes += other.bytes[other.start...]
    lines += other.lines[other.first...]
    other = LineQueue()
  }

  /// Throws the oldest so many lines away.
  mutating func removeFirst(_ count: Int) {
    let end = min(first + max(count, 0), lines.count)
    start += lines[first..<end].reduce(0) { $0 + $1.count }
    first = end
    clearIfEmpty()
  }

  /// Hands over as much as fits, up to an unterminated line at most.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    var reading = Reading()
    while !isEmpty, reading.count < buffer.count, !reading.endsUnterminated {
      let line = lines[first]
      let part = min(line.count, buffer.count - reading.count)
      reading.count += part
      lines[first].count -= part
      guard part == line.count else { break }
      first += 1
      if !line.isUnterminated { reading.hashes.append(line.hash) }
      reading.endsUnterminated = line.isUnterminated
    }
    buffer.copyBytes(from: bytes[start..<start + reading.count])
    start += reading.count
    clearIfEmpty()
    return reading
  }

  private mutating func clearIfEmpty() {
    guard isEmpty else { return }
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.spare)
    lines.removeAll(keepingCapacity: bytes.capacity <= Self.spare)
    (start, first) = (0, 0)
  }
}
