/// What a presented value looks like: a hint at what went wrong, told without keeping a character
/// of it.
package enum KeyShape: String, CaseIterable, Sendable {
  case ok, absent, short, long, spaces, quoted, doubled, placeholder

  /// The least and most bytes a key of ours can have.
  package static let lengths = 32...128

  /// The shape of a value's bytes; of several that apply, the one that says most about the cause.
  package init(of value: UnsafeRawBufferPointer) {
    if value.isEmpty {
      self = .absent
    } else if Self.isPlaceholder(value) {
      self = .placeholder
    } else if Self.isQuoted(value) {
      self = .quoted
    } else if Self.isDoubled(value) {
      self = .doubled
    } else if Self.hasSpaces(value) {
      self = .spaces
    } else if value.count < Self.lengths.lowerBound {
      self = .short
    } else {
      self = value.count > Self.lengths.upperBound ? .long : .ok
    }
  }

  /// What stands in a header whose variable was never filled in.
  private static let placeholders: [StaticString] = [
    "undefined", "null", "none", "nil", "changeme", "change-me", "change_me", "your_api_key",
    "your-api-key", "yourapikey", "api_key", "apikey", "x-api-key", "todo", "secret", "test",
  ]
  private static let templates: [(opening: StaticString, closing: StaticString)] = [
    ("$", ""), ("{{", "}}"), ("${", "}"), ("%", "%"), ("<", ">"), ("your_", ""), ("your-", ""),
  ]

  private static func isPlaceholder(_ value: UnsafeRawBufferPointer) -> Bool {
    guard value.count <= lengths.upperBound else { return false }
    return placeholders.contains { value.count == $0.utf8CodeUnitCount && starts(value, with: $0) }
      || templates.contains { starts(value, with: $0.opening) && ends(value, with: $0.closing) }
  }

  private static func isQuoted(_ value: UnsafeRawBufferPointer) -> Bool {
    let quotes: [StaticString] = ["\"", "'", "`", "“", "”", "„", "‘", "’"]
    return quotes.contains { starts(value, with: $0) || ends(value, with: $0) }
  }

  private static func isDoubled(_ value: UnsafeRawBufferPointer) -> Bool {
    if value.contains(0x2c) { return true }
    let half = value.count / 2
    guard value.count.isMultiple(of: 2), half >= lengths.lowerBound else { return false }
    return value[..<half].elementsEqual(value[half...])
  }

  /// White space, a control character, a no-break space or a byte order mark anywhere.
  private static func hasSpaces(_ value: UnsafeRawBufferPointer) -> Bool {
    value.contains { $0 <= 0x20 || $0 == 0x7f } || contains(value, "\u{a0}")
      || contains(value, "\u{feff}")
  }

  private static func contains(_ value: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    value.indices.contains { starts(UnsafeRawBufferPointer(rebasing: value[$0...]), with: word) }
  }

  private static func starts(_ value: UnsafeRawBufferPointer, with word: StaticString) -> Bool {
    value.count >= word.utf8CodeUnitCount && equal(value.prefix(word.utf8CodeUnitCount), word)
  }

  private static func ends(_ value: UnsafeRawBufferPointer, with word: StaticString) -> Bool {
    value.count >= word.utf8CodeUnitCount && equal(value.suffix(word.utf8CodeUnitCount), word)
  }

  /// Whether the bytes are those of a lower-case word, in any case.
  private static func equal(_ value: Slice<UnsafeRawBufferPointer>, _ word: StaticString) -> Bool {
    word.withUTF8Buffer { letters in
      zip(value, letters).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && (0x61...0x7a).contains($1) }
    }
  }
}
