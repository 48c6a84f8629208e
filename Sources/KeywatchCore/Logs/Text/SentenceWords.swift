/// The words of a sentence: without the punctuation around them, `name=value` as two, what stands between quotes as one.
struct SentenceWords {
  struct Word {
    /// Never empty.
    var text: Bytes
    /// Where it begins.
    var start: Int
    var isQuoted = false
  }

  private let text: Bytes
  /// Where the next one is looked for.
  private(set) var offset = 0

  init(_ text: Bytes) { self.text = text }

  /// The next word; nil at the end, and before a quote that is not closed.
  mutating func next() -> Word? {
    while offset < text.count {
      while offset < text.count, Self.opens(text[offset]) { offset += 1 }
      guard offset < text.count else { return nil }
      let start = offset
      let first = text[start]
      if first == 0x22 || first == 0x27 {
        guard let close = text.dropping(start + 1).firstIndex(of: first) else { return nil }
        offset = start + close + 2
        return Word(text: text.dropping(start).first(close + 2), start: start, isQuoted: true)
      }
      var end = start
      while end < text.count, text[end] != 0x20, text[end] != 0x09 {
        if first != 0x2f, end > start, divides(end) { break }
        end += 1
      }
      offset = end < text.count ? end + 1 : end
      let word = Self.trimmed(text.dropping(start).first(end - start))
      if !word.isEmpty { return Word(text: word, start: start) }
    }
    return nil
  }

  /// `ip=198.51.100.7`, `path:/batch`.
  private func divides(_ at: Int) -> Bool {
    if text[at] == 0x3d { return true }
    return text[at] == 0x3a && at + 1 < text.count && text[at + 1] == 0x2f
      && (at + 2 == text.count || text[at + 2] != 0x2f)
  }

  private static func opens(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x28, 0x3c, 0x5b: true
    default: false
    }
  }

  /// Without the punctuation behind it.
  static func trimmed(_ word: Bytes) -> Bytes {
    var word = word
    while let last = word.last {
      switch last {
      case 0x2c, 0x3a, 0x3b, 0x2e, 0x29, 0x3e, 0x5d, 0x22, 0x27: word = word.first(word.count - 1)
      default: return word
      }
    }
    return word
  }
}
