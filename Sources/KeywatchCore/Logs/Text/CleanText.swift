/// A line without what terminals and encodings put into it.
enum CleanText {
  /// Whether there is anything to take out: a control character other than a tab.
  static func hasControls(_ line: Bytes) -> Bool {
    var i = 0
    while i < line.count {
      let block = UnsafeRawPointer(line.base + i).loadUnaligned(as: SIMD16<UInt8>.self)
      let hits =
        block .< SIMD16<UInt8>(repeating: 0x20) .& (block .!= SIMD16<UInt8>(repeating: 0x09))
      if any(hits) {
        for j in i..<min(i &+ 16, line.count) where line[j] < 0x20 && line[j] != 0x09 {
          return true
        }
      }
      i &+= 16
    }
    return false
  }

  /// Writes the line without escape sequences (ECMA-48) and control characters other than tabs, and UTF-16 as UTF-8;
  /// returns how many bytes that are.
  static func write(_ line: Bytes, to out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    if isWide(line) { return writeWide(line, to: out) }
    var count = 0
    var i = 0
    while i < line.count, count < out.count {
      let byte = line[i]
      if byte == 0x1b {
        i += sequenceLength(line.dropping(i))
      } else {
        if byte >= 0x20 || byte == 0x09 {
          out[count] = byte
          count += 1
        }
        i += 1
      }
    }
    return count
  }

  /// Whether control characters may stand in it as syslog daemons write them: `#033`.
  static func hasOctals(_ line: Bytes) -> Bool {
    var rest = line
    while let at = rest.firstIndex(of: 0x23) {
      if octal(rest, at) != nil { return true }
      rest = rest.dropping(at + 1)
    }
    return false
  }

  /// Writes the line with such characters as they were; returns how many bytes that are.
  static func resolveOctals(_ line: Bytes, to out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    var i = 0
    while i < line.count, count < out.count {
      let control = octal(line, i)
      out[count] = control ?? line[i]
      count += 1
      i += control == nil ? 1 : 4
    }
    return count
  }

  /// The control character that stands at a place; a newline within a line is a blank.
  private static func octal(_ line: Bytes, _ at: Int) -> UInt8? {
    guard line[at] == 0x23, at + 3 < line.count, line[at + 1] == 0x30,
      line[at + 2] &- 0x30 < 4, line[at + 3] &- 0x30 < 8
    else { return nil }
    let value = (line[at + 2] &- 0x30) << 3 | (line[at + 3] &- 0x30)
    return value == 0x0a ? 0x20 : value
  }

  /// Bytes of the escape sequence that a text begins with.
  private static func sequenceLength(_ text: Bytes) -> Int {
    guard text.count > 1 else { return 1 }
    switch text[1] {
    case 0x5b:
      // CSI: parameters and intermediates, then one final byte.
      var i = 2
      while i < text.count, text[i] >= 0x20, text[i] <= 0x3f { i += 1 }
      return i < text.count && text[i] >= 0x40 && text[i] <= 0x7e ? i + 1 : i
    case 0x5d, 0x50, 0x5e, 0x5f:
      // OSC and other strings end with BEL or ESC \. One that does not end is no string, and none holds quotes: what a
      // client sends must not take the text between two fields with it.
      var i = 2
      while i < text.count {
        if text[i] == 0x07 { return i + 1 }
        if text[i] == 0x22 { return 1 }
        if text[i] == 0x1b { return i + 1 < text.count && text[i + 1] == 0x5c ? i + 2 : 1 }
        i += 1
      }
      return 1
    case 0x40...0x5f: return 2
    default: return 1
    }
  }

  /// Whether every second byte of most of the line is NUL, as in UTF-16 of languages written in Latin letters.
  static func isWide(_ line: Bytes) -> Bool {
    guard line.count >= 8, line.firstIndex(of: 0) != nil else { return false }
    var (even, odd) = (0, 0)
    for i in 0..<line.count where line[i] == 0 {
      if i % 2 == 0 { even += 1 } else { odd += 1 }
    }
    return max(even, odd) * 10 >= line.count * 3 && min(even, odd) * 10 < line.count
  }

  /// Writes UTF-16 as UTF-8. The newline's other byte stands before the line, or at its end; without a byte order mark
  /// the low bytes come first, as PowerShell writes them.
  private static func writeWide(_ line: Bytes, to out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let isBig = line[0] == 0xfe && line[1] == 0xff
    var at = line[0] == 0 ? 1 : isBig || line[0] == 0xff && line[1] == 0xfe ? 2 : 0
    var count = 0
    var decoder = UTF16()
    var units = AnyIterator<UInt16> {
      guard at + 1 < line.count else { return nil }
      defer { at += 2 }
      let (first, second) = (UInt16(line[at]), UInt16(line[at + 1]))
      return isBig ? first << 8 | second : second << 8 | first
    }
    while true {
      switch decoder.decode(&units) {
      case .emptyInput: return count
      case .error: append("\u{fffd}", to: out, &count)
      case .scalarValue(let scalar):
        // Escape sequences are taken out of what this becomes.
        if scalar.value >= 0x20 || scalar == "\t" || scalar.value == 0x1b || scalar.value == 0x07 {
          append(scalar, to: out, &count)
        }
      }
    }
  }

  private static func append(
    _ scalar: Unicode.Scalar, to out: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) {
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter where count < out.count {
      out[count] = unit
      count += 1
    }
  }
}
