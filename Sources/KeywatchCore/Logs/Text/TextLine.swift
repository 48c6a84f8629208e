/// A line that is no JSON object, or what is left of one behind its wrappers.
struct TextLine {
  /// Without newline, and without blanks and carriage returns at the end.
  let bytes: Bytes
  private let line: IndexedLine

  init(_ text: UnsafePointer<UInt8>, _ line: IndexedLine) {
    self.line = line
    var bytes = Bytes(base: text + line.start, count: line.end - line.start)
    while let last = bytes.last, Self.endsBefore(last) { bytes = bytes.first(bytes.count - 1) }
    self.bytes = bytes
  }

  /// Whether a line ends before such bytes at its end: a blank, a carriage return, a tab.
  @inline(__always) static func endsBefore(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0d || byte == 0x09
  }

  /// How many quotes it has that no backslash is before.
  var quoteCount: Int { line.markCount }

  /// Where the quote with this number, counted from 0, stands in `bytes`.
  @inline(__always) func quote(_ number: Int) -> Int {
    Int(line.marks[number &+ 1]) &- line.start
  }

  /// What stands between the quotes with the numbers 2 × `pair` and 2 × `pair` + 1, as it is: escapes are not resolved.
  @inline(__always) func quoted(_ pair: Int) -> Bytes {
    let open = quote(2 &* pair) &+ 1
    return bytes.dropping(open).first(quote(2 &* pair &+ 1) &- open)
  }
}
