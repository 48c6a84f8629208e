/// Strings and numbers of JSON, by RFC 8259.
enum JSONText {
  /// Writes `slice` with its escapes resolved as UTF-8; returns the bytes written, at most `limit`.
  ///
  /// A lone surrogate becomes U+FFFD, `\xHH` a byte; an escape that does not exist stands for itself.
  static func unescape(_ slice: Bytes, into out: UnsafeMutablePointer<UInt8>, limit: Int) -> Int {
    var n = 0
    var i = 0
    while i < slice.count, n + 4 <= limit {
      let byte = slice[i]
      guard byte == 0x5c, i + 1 < slice.count else {
        out[n] = byte
        n += 1
        i += 1
        continue
      }
      let escape = slice[i + 1]
      if escape == 0x75, let unit = hex4(slice, i + 2) {
        i += 6
        var scalar = UInt32(unit)
        if unit & 0xfc00 == 0xd800, i + 1 < slice.count, slice[i] == 0x5c, slice[i + 1] == 0x75,
          let low = hex4(slice, i + 2), low & 0xfc00 == 0xdc00
        {
          scalar = 0x10000 + (UInt32(unit) & 0x3ff) << 10 + UInt32(low) & 0x3ff
          i += 6
        }
        for unit in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{fffd}")
          ?? UTF8.encodedReplacementCharacter
        {
          out[n] = unit
          n += 1
        }
        continue
      }
      if escape == 0x78, let byte = hex2(slice, i + 2) {
        // Of nginx and Apache: a byte of the text.
        out[n] = byte
        n += 1
        i += 4
        continue
      }
      out[n] = plain(escape)
      n += 1
      i += 2
    }
    return n
  }

  private static func plain(_ escape: UInt8) -> UInt8 {
    switch escape {
    case 0x62: 0x08
    case 0x66: 0x0c
    case 0x6e: 0x0a
    case 0x72: 0x0d
    case 0x74: 0x09
    default: escape
    }
  }

  private static func hex2(_ slice: Bytes, _ at: Int) -> UInt8? {
    guard at + 2 <= slice.count, let high = hexValue(slice[at]), let low = hexValue(slice[at + 1])
    else { return nil }
    return UInt8(high << 4 | low)
  }

  private static func hex4(_ slice: Bytes, _ at: Int) -> UInt16? {
    guard at + 4 <= slice.count else { return nil }
    var value: UInt16 = 0
    for i in at..<at + 4 {
      guard let digit = hexValue(slice[i]) else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  /// What a bare word is: a number by the grammar, `true`, `false`, `null`, or nil for anything else.
  ///
  /// `NaN` and `Infinity` of Python's encoder count as numbers that fit no field.
  @inline(__always) static func scalar(_ slice: Bytes) -> Record.Kind? {
    guard slice.count > 0 else { return nil }
    switch slice[0] {
    case 0x30...0x39, 0x2d: return isNumber(slice) ? .number : nil
    case 0x74: return slice.equals("true") ? .yes : nil
    case 0x66: return slice.equals("false") ? .no : nil
    case 0x6e: return slice.equals("null") ? .null : nil
    case 0x4e: return slice.equals("NaN") ? .number : nil
    case 0x49: return slice.equals("Infinity") ? .number : nil
    default: return nil
    }
  }

  /// A short number without sign or exponent: most of what stands in logs.
  @inline(__always) static func isPlainNumber(_ slice: Bytes) -> Bool {
    guard slice.count > 0, slice.count <= 12, isDigit(slice[0]) else { return false }
    if slice[0] == 0x30, slice.count > 1, slice[1] != 0x2e { return false }
    var points = 0
    var i = 1
    while i < slice.count {
      if slice[i] == 0x2e { points &+= 1 } else if !isDigit(slice[i]) { return false }
      i &+= 1
    }
    return points == 0 || points == 1 && isDigit(slice[slice.count - 1])
  }

  private static func isNumber(_ slice: Bytes) -> Bool {
    var i = slice[0] == 0x2d ? 1 : 0
    if i == 1, slice.equals("-Infinity") { return true }
    guard i < slice.count, isDigit(slice[i]) else { return false }
    if slice[i] == 0x30 {
      i &+= 1
    } else {
      while i < slice.count, isDigit(slice[i]) { i &+= 1 }
    }
    if i < slice.count, slice[i] == 0x2e {
      i &+= 1
      guard i < slice.count, isDigit(slice[i]) else { return false }
      while i < slice.count, isDigit(slice[i]) { i &+= 1 }
    }
    if i < slice.count, slice[i] | 0x20 == 0x65 {
      i &+= 1
      if i < slice.count, slice[i] == 0x2b || slice[i] == 0x2d { i &+= 1 }
      guard i < slice.count, isDigit(slice[i]) else { return false }
      while i < slice.count, isDigit(slice[i]) { i &+= 1 }
    }
    return i == slice.count
  }

  @inline(__always) private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
