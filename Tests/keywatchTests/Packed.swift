/// Bytes in the formats of two compressors, stored as they are.
enum Packed {
  /// A gzip member (RFC 1952).
  static func gzip(_ text: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
    for start in stride(from: 0, to: text.count, by: 0xffff) {
      let block = text[start..<min(text.count, start + 0xffff)]
      let size = UInt16(block.count)
      packed += [0] + little(size) + little(~size) + block
    }
    packed += [1, 0, 0, 0xff, 0xff]
    return packed + little(checksum(text)) + little(UInt32(text.count))
  }

  /// A zstd frame (RFC 8878) without a checksum.
  static func zstd(_ text: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0, 0x38]
    for start in stride(from: 0, to: text.count, by: 100_000) {
      let block = text[start..<min(text.count, start + 100_000)]
      packed += little(UInt32(block.count) << 3).prefix(3) + block
    }
    return packed + [1, 0, 0]
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 {
        let carry = sum & 1
        sum >>= 1
        if carry == 1 { sum ^= 0xedb8_8320 }
      }
    }
    return ~sum
  }

  private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
