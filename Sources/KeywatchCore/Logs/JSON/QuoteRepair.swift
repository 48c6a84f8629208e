/// An object in whose strings quotes were not escaped, with each of them escaped that cannot be a string's end.
///
/// An end is a quote that a comma and a name with its colon follow, or nothing but closing brackets. A client that knows
/// the format can write that, too: what is read so may say what a client wanted it to (`LineContext.isRepaired`).
enum QuoteRepair {
  /// Writes it; nothing where it is torn, or one reading is as good as another.
  static func write(_ text: Bytes, to out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    var i = 0
    while i < text.count {
      if text[i] == 0x22 {
        guard let end = stringEnd(text, i, &count, out) else { return 0 }
        i = end
      } else {
        guard count < out.count else { return 0 }
        out[count] = text[i]
        count += 1
        i += 1
      }
    }
    return count
  }

  /// Writes the string that begins at a place; returns what is behind it.
  private static func stringEnd(
    _ text: Bytes, _ start: Int, _ count: inout Int, _ out: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    // A name ends where it can; so does a whole string.
    if let end = nameEnd(text, start) {
      guard count + end - start <= out.count else { return nil }
      for i in start..<end { out[count + i - start] = text[i] }
      count += end - start
      return end
    }
    guard count + 2 < out.count else { return nil }
    out[count] = 0x22
    count += 1
    var i = start + 1
    while i < text.count, count + 2 < out.count {
      if text[i] == 0x22 {
        if isEnd(text, i) {
          out[count] = 0x22
          count += 1
          return i + 1
        }
        // A name within it is another object's that cut this one short, or one whose comma is missing.
        if nameEnd(text, i) != nil { return nil }
        out[count] = 0x5c
        count += 1
      } else if text[i] == 0x5c, i + 1 < text.count {
        out[count] = 0x5c
        count += 1
        i += 1
      }
      out[count] = text[i]
      count += 1
      i += 1
    }
    return nil
  }

  /// Behind a name and before its colon, if one begins at a quote.
  private static func nameEnd(_ text: Bytes, _ start: Int) -> Int? {
    var i = start + 1
    while i < text.count, i - start < 128, isNameByte(text[i]) { i += 1 }
    guard i < text.count, i > start + 1, text[i] == 0x22 else { return nil }
    var colon = i + 1
    while colon < text.count, text[colon] == 0x20 { colon += 1 }
    return colon < text.count && text[colon] == 0x3a ? i + 1 : nil
  }

  private static func isEnd(_ text: Bytes, _ quote: Int) -> Bool {
    var i = quote + 1
    var isClosed = false
    while i < text.count {
      switch text[i] {
      case 0x20: i += 1
      case 0x7d, 0x5d:
        isClosed = true
        i += 1
      case 0x2c:
        i += 1
        while i < text.count, text[i] == 0x20 { i += 1 }
        if i < text.count, text[i] == 0x22 { return nameEnd(text, i) != nil }
        return i < text.count && text[i] == 0x7d && onlyCloses(text, i)
      default: return false
      }
    }
    return isClosed
  }

  private static func onlyCloses(_ text: Bytes, _ from: Int) -> Bool {
    text.dropping(from).bytes.allSatisfy { $0 == 0x7d || $0 == 0x5d || $0 == 0x20 }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f, 0x2e, 0x40, 0x3a: true
    default: false
    }
  }
}
