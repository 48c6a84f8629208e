import Foundation

/// Compressed bytes that need no compressor: what gzip and zstd once wrote, and streams put
/// together by hand.
enum Compressed {
  /// The text of `gzip` and `zstd`.
  static let text = (0..<60).map { line in
    let word = ["yes", "no", "perhaps"][line % 3]
    return "line \(line) of a log that says \(word) to 10.0.\(line * line % 7).\(line * 37 % 251)\n"
  }.joined()

  /// What `gzip -9n` made of it.
  static let gzip = decoded(
    """
    H4sIAAAAAAACA42VSW5CMRBE95zCJ7Dck4fjsCAhEgIU2HD7kPxqskHqFtv66Ml+5Tp9nQ+llctH2ZfT5bPcj/t7ue\
    0ft/I43Mr9UqjVv9/u9Jukd8nz5RWkKmNL8rvk9fB93F///1fr0C0uEQJXItqyGkA8ozq3qOUoaNqW7xEGVWbesiPA\
    aBUQMwNBVcGwIgatEwjU4qOghSxlMJ4fWMcHHIPQEoQlNIPFJdIMyfMTB7H4Vsw5esChdTnGSB4IQ2maCUk7hKYVgn\
    CD0NxyhrDAKKa4sQwQ5vBmunNIri7LMTRxIAKt2WJXB7zmngPhBrl5JIqr8Iln2FxxkJW7mQ4OaYnONHAIJR4yeC2c\
    lHXCbpGYhAlmi8bvOpKW6646RuJFHU4xwsoQ+V7M7GsGt2UlXJ0QW1tcXobXSjlFXuvFcXd9vjR+VX25VJNT5/Ollj\
    gQg9faY1UXtNaRLK/AKZ2xI75iusLu+n5Z8lX1CTNKdNc3zDg+kA6vTXKucoPcponuKnwyi5fXQXquvL5hlnhVyUfM\
    Ztxe3y9byfYO2/0AhMCgqKIKAAA=
    """)

  /// What `zstd -19` made of it, with a checksum.
  static let zstd = decoded(
    """
    KLUv/WSiCcUMAObYNxiQqZAO24c+ovC/yswIQQghe29pF3ama04+ACsAKwAs5CUO2crYJDONtlMc4RHjNZK3bGwJBw\
    KFgISOmiMcEGDiIDDMQkDDLDQcFobhQMAwAwgGcxgBhKEJOCgwCKTCRoe6aAfv9Yp3K1uJ2U6nWVKdVFIvNME74Sjv\
    KJu4eZyMVJ3FKizF8TItt43MsukaOaddu5ERUorHOykjtzHmwqZvWg22igjvrTJe1hC3qUbMS00BADd4L0eKGyHOh5\
    gWnXe02hn1XjcEb4+K27wpc7q5qXBOrKoPE4VXWDnezwJ5qBHQTO3W/TvgTKKSxxJoEAuQAoTwDuHHMwHxAwAPX6gs\
    BBECGH+jnyru/z5FU2A1F5CHghGr8X9+OmVQwlI8GhYJw25mqH6svMqhssN7I6FEUAAtpoSnX0P0sLK0yDowHg3oBN\
    6pwEW0/PcxNoVhYWEwZRq18fxMZAuyXFjxEFgUvFwupAYJ1zGgKK/CfH02Q/s8vGfEGhApwCb/CYdLIX5PbAOtHEVv\
    89NmmJczbhUIGMBXAWcsI3U=
    """)

  /// A gzip member (RFC 1952) whose blocks are stored as they are.
  static func storedGzip(_ text: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
    for start in stride(from: 0, to: text.count, by: 0xffff) {
      let block = text[start..<min(text.count, start + 0xffff)]
      let size = UInt16(block.count)
      packed += [0] + little(size) + little(~size) + block
    }
    packed += [1, 0, 0, 0xff, 0xff]
    return packed + little(checksum(text)) + little(UInt32(text.count))
  }

  /// A zstd frame (RFC 8878) of `x`, given number of times 128 KiB, in four bytes each.
  static func zstdFrame(ofBlocks count: Int, windowDescriptor: UInt8 = 0x38) -> [UInt8] {
    let block = UInt32(128 << 10) << 3 | 1 << 1
    let blocks = (1...count).flatMap { number in
      little(number == count ? block | 1 : block).prefix(3) + Array("x".utf8)
    }
    return [0x28, 0xb5, 0x2f, 0xfd, 0, windowDescriptor] + blocks
  }

  /// A zstd frame that holds no text.
  static let skippableFrame: [UInt8] = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]

  private static func decoded(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map(Array.init) ?? []
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
