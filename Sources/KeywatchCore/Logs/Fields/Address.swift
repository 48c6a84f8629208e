/// An IPv4 or IPv6 address as 128 bits, IPv4 as `::ffff:a.b.c.d`.
package struct Address: Hashable, Sendable, BitwiseCopyable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// An address in its usual text form; nil for anything else. No port, no brackets.
  package init?(_ text: String) {
    var text = text
    guard let address = text.withUTF8({ Address(bytes: $0) }) else { return nil }
    self = address
  }

  package var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }
}

/// A block of addresses (`203.0.113.0/24`); a single address is a block of one.
package struct AddressBlock: Hashable, Sendable {
  package let address: Address
  /// Leading bits that count, 0…128.
  package let bits: Int

  package init(address: Address, bits: Int) {
    self.address = address
    self.bits = min(max(bits, 0), 128)
  }

  /// `ADDRESS` or `ADDRESS/BITS`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = Address(String(parts[0])) else { return nil }
    let width = address.isIPv4 ? 32 : 128
    guard parts.count == 2 else {
      self.init(address: address, bits: 128)
      return
    }
    guard let bits = Int(parts[1]), (0...width).contains(bits) else { return nil }
    self.init(address: address, bits: bits + 128 - width)
  }

  /// Whether `other` lies in the block.
  package func contains(_ other: Address) -> Bool {
    let highBits = min(bits, 64)
    let lowBits = bits - highBits
    return (address.high ^ other.high) & Self.mask(highBits) == 0
      && (address.low ^ other.low) & Self.mask(lowBits) == 0
  }

  private static func mask(_ bits: Int) -> UInt64 { bits == 0 ? 0 : ~0 << UInt64(64 - bits) }
}

extension Address {
  /// An address in its usual text form, from bytes; nil for anything else.
  package init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= 45, !bytes.isEmpty else { return nil }
    if bytes.contains(0x3a) {
      guard let value = Address.parseIPv6(bytes) else { return nil }
      self = value
    } else {
      guard let value = Address.parseIPv4(bytes[...]) else { return nil }
      self.init(high: 0, low: 0xffff_0000_0000 | UInt64(value))
    }
  }

  private static func parseIPv4(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
    var value: UInt32 = 0
    var part: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in bytes {
      if byte == 0x2e {
        guard digits > 0, dots < 3 else { return nil }
        value = value << 8 | part
        part = 0
        digits = 0
        dots += 1
      } else if byte >= 0x30, byte <= 0x39 {
        part = part &* 10 &+ UInt32(byte &- 0x30)
        digits += 1
        guard part <= 255, digits <= 3 else { return nil }
      } else {
        return nil
      }
    }
    return dots == 3 && digits > 0 ? value << 8 | part : nil
  }

  private static func parseIPv6(_ bytes: UnsafeBufferPointer<UInt8>) -> Address? {
    var groups: [UInt16] = []
    var gap: Int?
    var i = 0
    if bytes.count >= 2, bytes[0] == 0x3a {
      guard bytes[1] == 0x3a else { return nil }
      gap = 0
      i = 2
    }
    while i < bytes.count {
      var end = i
      while end < bytes.count, bytes[end] != 0x3a { end += 1 }
      if bytes[i..<end].contains(0x2e) {
        guard end == bytes.count, groups.count <= 6, let four = parseIPv4(bytes[i..<end]) else {
          return nil
        }
        groups.append(UInt16(four >> 16))
        groups.append(UInt16(four & 0xffff))
        i = end
        break
      }
      guard end > i, end - i <= 4, groups.count < 8 else { return nil }
      var value: UInt16 = 0
      for byte in bytes[i..<end] {
        guard let digit = hexValue(byte) else { return nil }
        value = value << 4 | UInt16(digit)
      }
      groups.append(value)
      i = end
      if i < bytes.count {
        i += 1
        if i < bytes.count, bytes[i] == 0x3a {
          guard gap == nil else { return nil }
          gap = groups.count
          i += 1
        } else if i == bytes.count {
          return nil
        }
      }
    }
    if let gap {
      guard groups.count < 8 else { return nil }
      groups.insert(contentsOf: [UInt16](repeating: 0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    func join(_ part: ArraySlice<UInt16>) -> UInt64 { part.reduce(0) { $0 << 16 | UInt64($1) } }
    return Address(high: join(groups[0..<4]), low: join(groups[4..<8]))
  }
}
