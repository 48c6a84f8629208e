/// A byte of a key as logs write it: as it is, or escaped for an address (`%2D`, `%252D`), for JSON (`\u002d`, `\/`)
/// or by a server (`\x2d`). Backslashes may be doubled.
enum EscapedByte {
  /// Where `byte` ends if it begins at `start`; nil where something else stands there.
  static func end(of byte: UInt8, from start: Int, in text: UnsafeRawBufferPointer) -> Int? {
    guard start < text.count else { return nil }
    if text[start] == byte { return start + 1 }
    if text[start] == percent {
      let digits = start + 1
      if has(escapedPercent, at: digits, text), isHex(of: byte, at: digits + 2, text) {
        return digits + 4
      }
      return isHex(of: byte, at: digits, text) ? digits + 2 : nil
    }
    guard text[start] == backslash,
      let at = text[start...].firstIndex(where: { $0 != backslash })
    else { return nil }
    if text[at] == byte, !isWordByte(byte) { return at + 1 }
    for prefix in prefixes where has(prefix, at: at, text) {
      let digits = at + prefix.count
      if isHex(of: byte, at: digits, text) { return digits + 2 }
    }
    return nil
  }

  /// Letters and digits, which no encoder escapes that leaves anything as it is.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: false
    }
  }

  private static let percent: UInt8 = 0x25
  private static let backslash: UInt8 = 0x5c
  private static let escapedPercent = Array("25".utf8)
  private static let prefixes = [Array("x".utf8), Array("u00".utf8)]

  private static func has(_ word: [UInt8], at: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    at >= 0 && at + word.count <= text.count
      && word.indices.allSatisfy { text[at + $0] == word[$0] }
  }

  private static func isHex(of byte: UInt8, at: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    guard at >= 0, at + 2 <= text.count, let high = hexValue(text[at]),
      let low = hexValue(text[at + 1])
    else { return false }
    return high << 4 | low == byte
  }
}
