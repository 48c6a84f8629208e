import KeywatchCore

extension Descriptor {
  /// Where the line begins that the file ends with: its size, if that line is complete.
  ///
  /// A line longer than may be is given up: then it is the size, too.
  func startOfLastLine(size: Int64) throws(ErrorNumber) -> Int64 {
    let lowest = max(0, size - Int64(LineBuffer.lineLimit))
    var end = size
    while end > lowest {
      let start = max(lowest, end - Int64(Self.blockSize))
      let block = try bytes(in: start..<end)
      if let newline = block.lastIndex(of: UInt8(ascii: "\n")) { return start + Int64(newline) + 1 }
      end = start
    }
    return lowest == 0 ? 0 : size
  }

  /// Where the next line begins at or behind an offset; the size, if none does.
  func startOfLine(from offset: Int64, size: Int64) throws(ErrorNumber) -> Int64 {
    if offset <= 0 { return 0 }
    var start = offset - 1
    while start < size {
      let block = try bytes(in: start..<min(size, start + Int64(Self.blockSize)))
      if block.isEmpty { break }
      if let newline = block.firstIndex(of: UInt8(ascii: "\n")) {
        return start + Int64(newline) + 1
      }
      start += Int64(block.count)
    }
    return size
  }

  private static let blockSize = 64 << 10

  private func bytes(in range: Range<Int64>) throws(ErrorNumber) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: Int(range.count))
    let count = try block.withUnsafeMutableBufferPointer { bytes throws(ErrorNumber) in
      try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(bytes))
    }
    block.removeLast(block.count - count)
    return block
  }
}
