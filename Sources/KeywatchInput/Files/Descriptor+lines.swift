import KeywatchCore

extension Descriptor {
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
      // No line begins in a hole.
      if block.last == 0, let data = nextData(from: start) { start = data }
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
