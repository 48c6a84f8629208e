/// A dictionary as Python prints it (`{'a': None, 'b': "it's"}`), rewritten as JSON.
enum PythonText {
  /// Writes it; nothing where it does not begin as one, or where something else than values is in it.
  static func write(_ text: Bytes, to out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var i = 0
    while i < text.count, text[i] == 0x20 { i += 1 }
    guard i < text.count, text[i] == 0x7b else { return 0 }
    var first = i + 1
    while first < text.count, text[first] == 0x20 { first += 1 }
    guard first < text.count, text[first] == 0x27 else { return 0 }
    var count = 0
    func add(_ byte: UInt8) -> Bool {
      guard count < out.count else { return false }
      out[count] = byte
      count += 1
      return true
    }
    while i < text.count {
      let byte = text[i]
      switch byte {
      case 0x27, 0x22:
        guard let end = string(text, i, add) else { return 0 }
        i = end
      case 0x41...0x5a, 0x61...0x7a:
        var end = i
        while end < text.count, text[end] | 0x20 >= 0x61, text[end] | 0x20 <= 0x7a { end += 1 }
        // A prefix of a string: bytes.
        let isPrefix = end == i + 1 && end < text.count && (text[end] == 0x27 || text[end] == 0x22)
        if !isPrefix {
          guard let word = word(text.dropping(i).first(end - i)) else { return 0 }
          for at in 0..<word.utf8CodeUnitCount { guard add(word.utf8Start[at]) else { return 0 } }
        }
        i = end
      default:
        guard add(byte == 0x28 ? 0x5b : byte == 0x29 ? 0x5d : byte) else { return 0 }
        i += 1
      }
    }
    return count
  }

  private static func word(_ word: Bytes) -> StaticString? {
    if word.equals("None") { return "null" }
    if word.equals("True") { return "true" }
    if word.equals("False") { return "false" }
    // What its floating-point numbers are called.
    return word.equals("nan") || word.equals("inf") ? "NaN" : word.equals("e") ? "e" : nil
  }

  /// Writes the string that begins at a place; returns what is behind it, nil where it does not end.
  private static func string(_ text: Bytes, _ start: Int, _ add: (UInt8) -> Bool) -> Int? {
    let quote = text[start]
    var i = start + 1
    guard add(0x22) else { return nil }
    while i < text.count, text[i] != quote {
      if text[i] == 0x5c, i + 1 < text.count {
        // `\'` is no escape of JSON.
        let isQuote = text[i + 1] == 0x27
        guard isQuote || add(0x5c), add(text[i + 1]) else { return nil }
        i += 2
      } else {
        guard text[i] != 0x22 || add(0x5c), add(text[i]) else { return nil }
        i += 1
      }
    }
    return i < text.count && add(0x22) ? i + 1 : nil
  }
}
