/// Walks over the beginning of a line, a piece at a time; what was taken stays taken where a later piece is missing.
struct LineStart {
  let bytes: Bytes
  /// Bytes that were taken.
  private(set) var count = 0
  /// Bytes a word may have.
  private static let wordLimit = 128

  init(_ bytes: Bytes) { self.bytes = bytes }

  var rest: Bytes { bytes.dropping(count) }
  var isOver: Bool { count >= bytes.count }
  var next: UInt8? { count < bytes.count ? bytes[count] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    count += 1
    return true
  }

  mutating func take(_ word: StaticString) -> Bool {
    guard rest.hasPrefix(word) else { return false }
    count += word.utf8CodeUnitCount
    return true
  }

  /// Takes so many bytes, or what is left.
  mutating func take(count: Int) { self.count = min(self.count + count, bytes.count) }

  /// Takes all blanks; false where there is none.
  @discardableResult
  mutating func takeBlanks() -> Bool {
    let start = count
    while next == 0x20 { count += 1 }
    return count > start
  }

  /// Takes what stands before the next `byte`, and that byte; nil where it is not near or nothing is before it.
  mutating func take(upTo byte: UInt8) -> Bytes? {
    guard let end = rest.first(Self.wordLimit).firstIndex(of: byte), end > 0 else { return nil }
    defer { count += end + 1 }
    return rest.first(end)
  }

  /// Takes a word and the one blank behind it, which may be missing at the end of the line.
  mutating func takeWord() -> Bytes? {
    let near = rest.first(Self.wordLimit)
    guard let end = near.firstIndex(of: 0x20) ?? (near.count == rest.count ? near.count : nil),
      end > 0
    else { return nil }
    defer { count = min(count + end + 1, bytes.count) }
    return rest.first(end)
  }

  /// Takes a word in brackets; nil where it is long or holds quotes, braces or brackets.
  mutating func takeBracketed() -> Bytes? {
    guard next == 0x5b else { return nil }
    var end = count + 1
    while end < bytes.count, end - count < Self.wordLimit, bytes[end] != 0x5d {
      switch bytes[end] {
      case 0x22, 0x27, 0x5b, 0x7b, 0x7d: return nil
      default: end += 1
      }
    }
    guard end < bytes.count, bytes[end] == 0x5d else { return nil }
    defer { count = end + 1 }
    return bytes.dropping(count + 1).first(end - count - 1)
  }

  /// Takes `2026-11-22T13:00:19.5Z` and its like up to a blank, a tab or the end: date and clock, with or without a
  /// fraction and a zone. `gap` is what stands between date and clock, `T` in either case being one.
  mutating func takeTime(gap: UInt8 = 0x74) -> Bytes? {
    let text = rest.first(48)
    guard text.count >= 19, text[4] == 0x2d, text[10] | 0x20 == gap, text[0] &- 0x30 < 10 else {
      return nil
    }
    var end = 19
    while end < text.count, !Self.endsTime(text[end]) { end += 1 }
    // A zone may stand behind a blank.
    if gap == 0x20, end + 5 < text.count, text[end] == 0x20,
      text[end + 1] == 0x2b || text[end + 1] == 0x2d, text.number(end + 2, 4) != nil
    {
      end += 6
    }
    guard Timestamp(logged: text.first(end)) != nil else { return nil }
    defer { count += end }
    return text.first(end)
  }

  private static func endsTime(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x5d || byte == 0x7c
  }
}

extension Bytes {
  /// Whether it is a word of letters, digits and `-_.`, as components, hosts and loggers are called.
  var isName: Bool {
    count > 0
      && bytes.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f, 0x2e: true
        default: false
        }
      }
  }

  /// Whether it is one or more digits.
  var isDigits: Bool { count > 0 && bytes.allSatisfy { $0 &- 0x30 < 10 } }

  /// Whether it is a word by which loggers say how grave something is.
  var isLevel: Bool {
    let words: [StaticString] =
      switch count {
      case 3: ["err"]
      case 4: ["info", "warn", "crit"]
      case 5: ["error", "debug", "trace", "fatal", "alert", "emerg"]
      case 6: ["notice"]
      case 7: ["warning"]
      case 8: ["critical"]
      default: []
      }
    return words.contains { equalsIgnoringCase($0) }
  }

  /// Whether a time of a log says in which zone it is: a number is one of seconds since 1970, in any zone.
  var statesZone: Bool {
    guard count >= 19, self[4] == 0x2d || self[2] == 0x2f || self[0] &- 0x30 > 9 else {
      return true
    }
    if self[count - 1] | 0x20 == 0x7a || hasSuffix("UTC") || hasSuffix("GMT") { return true }
    return dropping(19).bytes.contains { $0 == 0x2b || $0 == 0x2d }
  }

  private func hasSuffix(_ word: StaticString) -> Bool {
    dropping(count - word.utf8CodeUnitCount).equals(word)
  }
}
