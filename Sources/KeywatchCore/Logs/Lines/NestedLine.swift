import Glibc

/// The memory of a line that stood inside another one, or was cleaned: indexed like a region of one line.
final class NestedLine {
  /// Bytes that may be read before and behind it (`Bytes`, `LineMemo`).
  private static let padding = 64
  private static let capacity = LineBuffer.lineLimit

  private var index = LineIndex(capacity: NestedLine.capacity + 1)
  private let memory: UnsafeMutableRawPointer

  init() {
    memory = .allocate(byteCount: Self.capacity + 1 + 2 * Self.padding, alignment: 64)
  }

  deinit { memory.deallocate() }

  /// Where the line stands.
  var text: UnsafePointer<UInt8> {
    UnsafePointer((memory + Self.padding).assumingMemoryBound(to: UInt8.self))
  }

  /// Lets `write` put bytes into the memory, as many as it returns, and indexes them as one line: a newline among them
  /// becomes a blank, for a line that was logged inside another one is one line.
  func fill(_ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) -> IndexedLine? {
    let out = UnsafeMutableBufferPointer(
      start: (memory + Self.padding).assumingMemoryBound(to: UInt8.self), count: Self.capacity)
    var count = min(write(out), Self.capacity)
    while count > 0, out[count - 1] == 0x0a || out[count - 1] == 0x0d { count -= 1 }
    for i in 0..<count where out[i] == 0x0a { out[i] = 0x20 }
    (memory + Self.padding).storeBytes(of: 0x0a, toByteOffset: count, as: UInt8.self)
    index.build(UnsafeRawBufferPointer(start: memory + Self.padding, count: count + 1))
    return index.lineCount == 1 ? index.line(0) : nil
  }

  /// Copies bytes into it (`fill(_:)`).
  func fill(with bytes: Bytes) -> IndexedLine? {
    fill { out in
      let count = min(bytes.count, out.count)
      if let start = out.baseAddress { memcpy(start, bytes.base, count) }
      return count
    }
  }
}
