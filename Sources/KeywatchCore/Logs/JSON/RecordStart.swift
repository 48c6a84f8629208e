/// Where in a line that is no object a record of its own may begin, and whether what stands before it is a wrapper's.
enum RecordStart {
  /// Whether a record of its own may begin here. An object behind a colon, a comma or a bracket belongs to the torn
  /// one, unless it begins as that one did.
  static func isPossible(
    _ text: UnsafePointer<UInt8>, _ at: Int, _ line: IndexedLine, torn: Int?
  ) -> Bool {
    guard text[at] == 0x7b, let quote = firstInk(text, at + 1, line.end), text[quote] == 0x22 else {
      return false
    }
    var before = at - 1
    while before >= line.start, Self.isBlank(text[before]) { before -= 1 }
    guard before >= line.start else { return true }
    if text[before] == 0x3a {
      // `request: {` is words, `"request":{` is JSON.
      var word = before - 1
      while word >= line.start, Self.isBlank(text[word]) { word -= 1 }
      guard word >= line.start, text[word] == 0x22 else { return true }
    } else if text[before] != 0x2c, text[before] != 0x5b {
      return true
    }
    return torn.map { beginsAlike(text, $0, at, line.end) } ?? false
  }

  /// Whether what stands before an object is a wrapper's: nothing but NULs, a column that ends in a tab or a bar, or
  /// words of which the last is a time.
  static func isWrapped(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ at: Int
  ) -> Bool {
    var end = at
    while end > line.start, text[end - 1] == 0x20 { end -= 1 }
    guard end > line.start, text[end - 1] != 0x09, text[end - 1] != 0x7c, text[end - 1] != 0 else {
      return true
    }
    var start = end
    while start > line.start, text[start - 1] != 0x20 { start -= 1 }
    return Timestamp(logged: Bytes(base: text + start, count: end - start)) != nil
  }

  /// Whether two objects have the same first key.
  private static func beginsAlike(
    _ text: UnsafePointer<UInt8>, _ a: Int, _ b: Int, _ end: Int
  ) -> Bool {
    for i in 0..<64 where b + i < end {
      if text[a + i] != text[b + i] { return false }
      if text[a + i] == 0x3a { return true }
    }
    return false
  }

  private static func firstInk(_ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
    var i = from
    while i < to, Self.isBlank(text[i]) { i += 1 }
    return i < to ? i : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }
}
