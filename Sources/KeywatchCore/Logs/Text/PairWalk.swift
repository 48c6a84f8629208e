/// The `name=value` pairs of a text, from left to right: values bare, or between double or single quotes with escapes.
struct PairWalk {
  struct Pair {
    var name: Bytes
    /// Without its quotes, escapes as they are.
    var value: Bytes
    /// The quote it stands between; 0 where it stands bare.
    var quote: UInt8 = 0
    /// A word alone, which says yes.
    var isFlag = false

    /// Whether there are escapes to resolve.
    var hasEscapes: Bool { quote != 0 && value.firstIndex(of: 0x5c) != nil }

    var kind: Record.Kind {
      if isFlag { return .yes }
      guard quote == 0, value.count >= 3, value.count <= 5 else { return .string }
      switch value[0] {
      case 0x4e: return value.equals("None") ? .null : .string
      case 0x6e: return value.equals("null") || value.equals("nil") ? .null : .string
      case 0x3c: return value.equals("<nil>") ? .null : .string
      default: return .string
      }
    }
  }

  private let text: Bytes
  /// Where the next pair begins.
  private(set) var offset: Int
  /// Whether something stood there that is no pair and no flag, or a quote was not closed.
  private(set) var isBroken = false

  init(_ text: Bytes, from offset: Int = 0) {
    self.text = text
    self.offset = offset
  }

  /// The next pair; nil at the end, and where something else stands.
  @inline(__always)
  mutating func next() -> Pair? {
    while offset < text.count, text[offset] == 0x20 { offset &+= 1 }
    guard offset < text.count, !isBroken else { return nil }
    guard Self.isNameByte(text[offset]) else { return broken() }
    let end = nameEnd(from: offset)
    let name = text.dropping(offset).first(end - offset)
    if end == text.count || text[end] == 0x20 {
      guard name.bytes.allSatisfy({ Self.isNameByte($0) }) else { return broken() }
      offset = end
      return Pair(name: name, value: name.first(0), isFlag: true)
    }
    guard text[end] == 0x3d else { return broken() }
    let start = end &+ 1
    if start < text.count, text[start] == 0x22 || text[start] == 0x27 {
      let quote = text[start]
      guard let close = Self.closing(quote, text, from: start &+ 1) else { return broken() }
      offset = close &+ 1
      let value = text.dropping(start + 1).first(close - start - 1)
      return Pair(name: name, value: value, quote: quote)
    }
    let rest = text.dropping(start)
    let value = rest.first(rest.firstIndex(of: 0x20) ?? rest.count)
    offset = start &+ value.count
    return Pair(name: name, value: value)
  }

  /// Where the next blank, quote or `=` stands.
  @inline(__always)
  private func nameEnd(from start: Int) -> Int {
    var i = start
    while i < text.count {
      let block = UnsafeRawPointer(text.base + i).loadUnaligned(as: SIMD16<UInt8>.self)
      let hits =
        (block .<= SIMD16<UInt8>(repeating: 0x22)) .| (block .== SIMD16<UInt8>(repeating: 0x3d))
        .| (block .== SIMD16<UInt8>(repeating: 0x27))
      if let hit = hits.firstTrue { return min(i &+ hit, text.count) }
      i &+= 16
    }
    return text.count
  }

  private mutating func broken() -> Pair? {
    isBroken = true
    return nil
  }

  /// Whether a text begins with `name=`.
  static func begins(_ text: Bytes) -> Bool {
    guard let first = text.count > 2 ? text[0] : nil, isLetter(first) else { return false }
    var i = 1
    while i < text.count, i < 64, isNameByte(text[i]) { i &+= 1 }
    return i < text.count && text[i] == 0x3d
  }

  /// Where the quote that ends a value stands: no backslash makes it one of the value's, and the value ends there, for
  /// some writers leave quotes inside as they are.
  private static func closing(_ quote: UInt8, _ text: Bytes, from start: Int) -> Int? {
    var from = start
    while let found = text.dropping(from).firstIndex(of: quote) {
      let at = from &+ found
      var before = at
      while before > start, text[before &- 1] == 0x5c { before &-= 1 }
      if (at &- before) & 1 == 0, at &+ 1 == text.count || text[at &+ 1] == 0x20 { return at }
      from = at &+ 1
    }
    return nil
  }

  @inline(__always) private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 && byte >= 0x41 || byte == 0x5f || byte == 0x40
  }

  /// Letters, digits and `_ . - @ # / : [ ]`.
  @inline(__always) private static func isNameByte(_ byte: UInt8) -> Bool {
    // A bit per character.
    let low: UInt64 = 0x07ff_e008_0000_0000
    let high: UInt64 = 0x07ff_fffe_afff_ffff
    guard byte < 0x80 else { return false }
    return (byte < 0x40 ? low : high) >> UInt64(byte & 0x3f) & 1 == 1
  }
}
