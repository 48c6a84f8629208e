/// JSON, written straight into bytes.
extension [UInt8] {
  /// Appends a literal as it is.
  package mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text as it is.
  package mutating func append(text: String) { append(contentsOf: text.utf8) }

  /// Appends a number of at least zero in decimal digits.
  package mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }

  /// Appends 16 hex digits.
  package mutating func append(hex number: UInt64) {
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> shift & 15)
      append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }

  /// Appends a fingerprint in quotes, or `null`.
  package mutating func append(fingerprint: Fingerprint?) {
    guard let fingerprint else { return append("null") }
    append(0x22)
    append(hex: fingerprint.bits)
    append(0x22)
  }

  /// Appends a word that needs no escapes in quotes, or `null`.
  package mutating func appendQuoted(_ word: String?) {
    guard let word else { return append("null") }
    append(0x22)
    append(text: word)
    append(0x22)
  }

  /// Appends UTF-8 text as a JSON string, or `null`.
  package mutating func appendJSON(_ text: [UInt8]?) {
    guard let text else { return append("null") }
    append(0x22)
    if text.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5c || $0 == 0x7f }) {
      appendEscaped(text)
    } else {
      append(contentsOf: text)
    }
    append(0x22)
  }

  private mutating func appendEscaped(_ text: [UInt8]) {
    for byte in text {
      switch byte {
      case 0x22, 0x5c:
        append(0x5c)
        append(byte)
      case ..<0x20, 0x7f:
        append("\\u00")
        let digits = (byte >> 4, byte & 15)
        append(0x30 + digits.0)
        append(digits.1 < 10 ? 0x30 + digits.1 : 0x57 + digits.1)
      default: append(byte)
      }
    }
  }
}
