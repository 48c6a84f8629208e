/// What is kept of a key: the first 8 bytes of its SHA-256, written as 16 hex digits.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  package let bits: UInt64

  package init(bits: UInt64) { self.bits = bits }

  /// 16 hex digits, any case, with an optional `sha256:` in front; longer hashes are cut. nil for anything else.
  package init?(hex text: String) {
    var digits = Substring(text)
    if digits.hasPrefix("sha256:") { digits = digits.dropFirst(7) }
    guard digits.utf8.count >= 16, digits.utf8.allSatisfy({ hexValue($0) != nil }) else {
      return nil
    }
    bits = digits.utf8.prefix(16).reduce(0) { $0 << 4 | UInt64(hexValue($1) ?? 0) }
  }

  package var description: String {
    let hex = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }
}

/// The value of one hex digit, nil if it is none.
package func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x61...0x66: byte - 0x57
  case 0x41...0x46: byte - 0x37
  default: nil
  }
}
