/// A text with `*` for anything, compared ignoring ASCII case.
struct Wildcard: Sendable {
  private let pattern: [UInt8]

  init(_ pattern: String) { self.pattern = pattern.utf8.map(Wildcard.lower) }

  /// Whether the whole text fits; linear in practice, at worst pattern × text.
  func matches(_ text: String) -> Bool {
    let text = text.utf8.map(Self.lower)
    var (p, t) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == 0x2a {
        star = (p + 1, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == 0x2a }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }
}
