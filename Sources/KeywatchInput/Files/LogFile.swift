import KeywatchCore

/// An open file of a log; offsets are those of its text, where it is compressed.
protocol LogFile: Sendable {
  /// True for one whose content cannot change once it is there.
  var isCompressed: Bool { get }

  /// True once its text was found to end in something that cannot be read.
  var isDamaged: Bool { get }

  /// Which file it is, how long, and whether it still has a name.
  func status() throws -> FileStatus

  /// Reads bytes from an offset; 0 at the end.
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int

  /// Bytes of text there are, as far as it is known; more than `offset` as long as more may follow it.
  func size(behind offset: Int64) throws -> Int64

  /// Where bytes begin that were written, at or behind an offset; nil where that cannot be told.
  func nextData(from offset: Int64) -> Int64?
}

extension LogFile {
  var isDamaged: Bool { false }

  /// The bytes of a range, fewer where the file ends before.
  func bytes(in range: Range<Int64>) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var count = 0
    while count < bytes.count {
      let read: Int
      do {
        read = try bytes.withUnsafeMutableBytes {
          try self.read(at: range.lowerBound + Int64(count), into: .init(rebasing: $0[count...]))
        }
      } catch InputError.damaged(_, .corrupt) where count > 0 {
        // What stands before the damage can be compared.
        break
      }
      if read == 0 { break }
      count += read
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Where the line begins that the file ends with: its size, if that line is complete.
  ///
  /// A line longer than may be is given up: then it is the size, too.
  func startOfLastLine(size: Int64) throws -> Int64 {
    let lowest = max(0, size - Int64(LineBuffer.lineLimit))
    var end = size
    while end > lowest {
      let start = max(lowest, end - 64 << 10)
      let block = try bytes(in: start..<end)
      if let newline = block.lastIndex(of: UInt8(ascii: "\n")) { return start + Int64(newline) + 1 }
      end = start
    }
    return lowest == 0 ? 0 : size
  }
}
