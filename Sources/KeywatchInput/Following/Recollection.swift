import Glibc
import KeywatchCore

/// What is kept of a file's content while it is read, to see that it is still the same: its first
/// bytes and the last ones read.
///
/// The bytes themselves: comparing 1,512 of them after each read costs less than hashing them.
struct Recollection: Sendable {
  /// The first bytes, 1,000 at most.
  private(set) var head: [UInt8] = []
  /// Those before the offset, 512 at most.
  private var tail: [UInt8] = []
  /// Those before the line that is open, 512 at most.
  private var lineTail: [UInt8] = []
  /// Bytes read.
  private(set) var offset: Int64 = 0
  /// Behind the last newline that was read.
  private(set) var lineStart: Int64 = 0
  /// Where the lines begin that are held back, and what stands before them; nil where none is.
  private var held: (start: Int64, mark: Mark)?

  /// Of nothing.
  init() {}

  /// Of what a file has before an offset; nil where it has less.
  init?(of file: any LogFile, before offset: Int64) throws {
    self.offset = offset
    lineStart = offset
    head = try file.bytes(in: 0..<min(offset, Mark.headLimit))
    tail = try file.bytes(in: max(0, offset - Mark.tailLimit)..<offset)
    lineTail = tail
    let isWhole =
      Int64(head.count) == min(offset, Mark.headLimit)
      && Int64(tail.count) == min(offset, Mark.tailLimit)
    if !isWhole { return nil }
  }

  /// What is known again: up to the open line.
  var mark: Mark {
    Mark(offset: lineStart, head: headWitness(lineStart), tail: Mark.witness(of: lineTail))
  }

  /// What a stored position says: up to the lines held back.
  var settledMark: Mark { held?.mark ?? mark }

  /// All that was read, an open line with it.
  var endMark: Mark {
    Mark(offset: offset, head: headWitness(offset), tail: Mark.witness(of: tail))
  }

  private func headWitness(_ offset: Int64) -> Witness {
    Mark.witness(of: head.prefix(Int(min(offset, Mark.headLimit))))
  }
}

extension Recollection {
  /// Takes in the bytes that follow.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    if head.count < Mark.headLimit {
      head += UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(Mark.headLimit) - head.count))
    }
    if let newline = bytes.lastIndex(of: UInt8(ascii: "\n")) {
      lineStart = offset + Int64(newline) + 1
      lineTail = last(behind: UnsafeRawBufferPointer(rebasing: bytes.prefix(newline + 1)))
    }
    tail = last(behind: bytes)
    offset += Int64(bytes.count)
  }

  /// Takes in that the last complete lines, `count` bytes, are not counted yet. Where what stands before them cannot be
  /// read, a stored position stays where it was.
  mutating func hold(_ count: Int64, in file: any LogFile) {
    let start = lineStart - count
    guard count > 0 else { return held = nil }
    guard start != held?.start, start >= 0,
      let content = try? Recollection(of: file, before: start)
    else { return }
    held = (start, content.mark)
  }

  /// Passes over bytes without a newline; false where the file ends before.
  mutating func skip(to goal: Int64, in file: any LogFile) throws -> Bool {
    guard let content = try Recollection(of: file, before: goal) else { return false }
    (head, tail, offset) = (content.head, content.tail, goal)
    return true
  }

  /// The last bytes of the tail with others behind it.
  private func last(behind bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let missing = Int(Mark.tailLimit) - bytes.count
    if missing <= 0 {
      return Array(UnsafeRawBufferPointer(rebasing: bytes.suffix(Int(Mark.tailLimit))))
    }
    return tail.suffix(missing) + bytes
  }

  /// True where a file still has what was read; false too where it cannot be read.
  func isIntact(in file: any LogFile) -> Bool {
    let limit = Int(Mark.headLimit)
    return withUnsafeTemporaryAllocation(byteCount: limit, alignment: 8) { memory in
      guard holds(head, at: 0, in: file, memory) else { return false }
      return offset <= Mark.headLimit
        || holds(tail, at: offset - Int64(tail.count), in: file, memory)
    }
  }

  private func holds(
    _ bytes: [UInt8], at offset: Int64, in file: any LogFile,
    _ memory: UnsafeMutableRawBufferPointer
  ) -> Bool {
    let part = UnsafeMutableRawBufferPointer(rebasing: memory.prefix(bytes.count))
    guard let first = part.baseAddress, !bytes.isEmpty else { return bytes.isEmpty }
    guard (try? file.read(at: offset, into: part)) == bytes.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memcmp($0, first, bytes.count) == 0 } ?? true
    }
  }

  /// True where content begins as this did, as far as it goes.
  func begins(like bytes: [UInt8]) -> Bool { head.starts(with: bytes.prefix(head.count)) }
}
