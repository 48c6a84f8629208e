extension Bytes {
  /// Whether a lower-case text stands somewhere in these bytes, in any case; `_`, `-` and `.` are blanks.
  func containsWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length > 0, count >= length else { return false }
    let first = word.utf8Start[0]
    var i = 0
    while i &+ length <= count {
      if Self.folded(base[i]) == first, matches(word, at: i, length) { return true }
      i &+= 1
    }
    return false
  }

  /// Whether one of these stands somewhere (`containsWord`).
  func containsWord(of words: [StaticString]) -> Bool { words.contains(where: containsWord) }

  @inline(__always)
  private func matches(_ word: StaticString, at start: Int, _ length: Int) -> Bool {
    var i = 1
    while i < length {
      if Self.folded(base[start &+ i]) != word.utf8Start[i] { return false }
      i &+= 1
    }
    return true
  }

  @inline(__always) private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5a: byte | 0x20
    case 0x5f, 0x2d, 0x2e: 0x20
    default: byte
    }
  }
}
