import Glibc

/// Some bytes of a line that is still in its buffer, or of a scratch buffer; never kept beyond the line.
///
/// At least 16 readable bytes follow the first one (`LineBuffer.padding`).
struct Bytes {
  var base: UnsafePointer<UInt8>
  var count: Int

  subscript(i: Int) -> UInt8 { base[i] }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
  var array: [UInt8] { Array(bytes) }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { count == 0 }

  var last: UInt8? { count > 0 ? base[count - 1] : nil }

  /// Offset of the last `byte`, nil if there is none.
  func lastIndex(of byte: UInt8) -> Int? { bytes.lastIndex(of: byte) }

  /// Without blanks at either end.
  var trimmed: Bytes {
    var text = self
    while text.count > 0, text[0] == 0x20 { text = text.dropping(1) }
    while let last = text.last, last == 0x20 { text = text.first(text.count - 1) }
    return text
  }

  /// The word with this number, counted from 0, of those that single or several blanks part; empty behind the last.
  func word(_ number: Int) -> Bytes {
    var rest = self
    for _ in 0..<number {
      while rest.count > 0, rest[0] == 0x20 { rest = rest.dropping(1) }
      rest = rest.dropping(rest.firstIndex(of: 0x20) ?? rest.count)
    }
    while rest.count > 0, rest[0] == 0x20 { rest = rest.dropping(1) }
    return rest.first(rest.firstIndex(of: 0x20) ?? rest.count)
  }

  /// The first 16 bytes, with zeros behind the end.
  @inline(__always) var head16: SIMD16<UInt8> {
    let all = UnsafeRawPointer(base).loadUnaligned(as: SIMD16<UInt8>.self)
    return count >= 16 ? all : all.replacing(with: 0, where: Bytes.behind(count))
  }

  @inline(__always) private static func behind(_ count: Int) -> SIMDMask<SIMD16<Int8>> {
    let ramp = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    return ramp .>= SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: count))
  }

  /// Whether the bytes are exactly those of a short ASCII text.
  func equals(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount
      && bytes.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count))
  }

  /// Whether the bytes are exactly these.
  func equals(_ other: [UInt8]) -> Bool {
    count == other.count
      && other.withUnsafeBytes { other in
        other.baseAddress.map { memcmp($0, base, count) == 0 } ?? true
      }
  }

  /// Whether the bytes are those of a lower-case ASCII text, in any case.
  func equalsIgnoringCase(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for i in 0..<count {
      let byte = base[i]
      let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      if lower != word.utf8Start[i] { return false }
    }
    return true
  }

  func hasPrefix(_ word: StaticString) -> Bool {
    count >= word.utf8CodeUnitCount && first(word.utf8CodeUnitCount).equals(word)
  }

  /// Whether they are the very same ones, and not only equal.
  func isSame(as other: Bytes) -> Bool { base == other.base && count == other.count }

  func first(_ n: Int) -> Bytes { Bytes(base: base, count: min(max(n, 0), count)) }
  func dropping(_ n: Int) -> Bytes {
    let n = min(max(n, 0), count)
    return Bytes(base: base + n, count: count - n)
  }

  /// Offset of the first `byte`, nil if there is none.
  @inline(__always) func firstIndex(of byte: UInt8) -> Int? {
    var i = 0
    while i < count {
      let block = UnsafeRawPointer(base + i).loadUnaligned(as: SIMD16<UInt8>.self)
      if let hit = (block .== SIMD16<UInt8>(repeating: byte)).firstTrue {
        return i &+ hit < count ? i &+ hit : nil
      }
      i &+= 16
    }
    return nil
  }
}

extension SIMDMask<SIMD16<Int8>> {
  /// The number of the first element that is true, nil if none is.
  @inline(__always) var firstTrue: Int? {
    let marks = SIMD16<UInt8>.zero.replacing(with: 0xff, where: self)
    let words = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    if words[0] != 0 { return words[0].trailingZeroBitCount &>> 3 }
    return words[1] != 0 ? 8 &+ words[1].trailingZeroBitCount &>> 3 : nil
  }
}

extension SIMD16<UInt8> {
  /// Whether all bits are 0. The standard library's `==` looks at one byte after the other (measured: half the time
  /// of counting a known line).
  @inline(__always) var isZero: Bool {
    let words = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return words[0] | words[1] == 0
  }

  /// Whether all bytes are the same.
  @inline(__always) func equals(_ other: SIMD16<UInt8>) -> Bool { (self ^ other).isZero }
}

/// A quick 64-bit hash of up to 16 bytes and a length, seeded; not for security.
@inline(__always) func hash(_ head: SIMD16<UInt8>, _ count: Int, _ seed: UInt64) -> UInt64 {
  let words = unsafeBitCast(head, to: SIMD2<UInt64>.self)
  var h = (words[0] ^ seed ^ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
  h ^= h >> 32
  h = (h ^ words[1] ^ UInt64(truncatingIfNeeded: count) << 56) &* 0xc4ce_b9fe_1a85_ec53
  return h ^ h >> 29
}
