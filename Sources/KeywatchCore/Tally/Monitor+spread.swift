// Objects that are spread over many lines, as by tools that print them for people to read.
extension Monitor {
  /// What begins with a brace alone in a line.
  enum Spread {
    /// Nothing, or more than can be held back.
    case nothing
    /// An object that goes on behind the region.
    case open
    /// An object and the number of its last line.
    case object(last: Int)
  }

  /// What begins in a line of the region: all lines of an object but its last one are indented further than its first.
  func spread(_ text: UnsafePointer<UInt8>, from first: Int) -> Spread {
    let line = index.line(first)
    let indent = Self.indent(text, line)
    let brace = line.start + indent
    guard brace < line.end, text[brace] == 0x7b, Self.closes(text, brace + 1, line.end) else {
      return .nothing
    }
    for k in first + 1..<max(index.lineCount, first + 1) {
      let next = index.line(k)
      guard next.end - line.start < LineBuffer.heldLimit else { return .nothing }
      let depth = Self.indent(text, next)
      let at = next.start + depth
      guard at < next.end, depth <= indent else { continue }
      let isLast = depth == indent && text[at] == 0x7d && Self.closes(text, at + 1, next.end)
      return isLast ? .object(last: k) : .nothing
    }
    return .open
  }

  /// Reads an object of several lines as if it stood in one.
  mutating func readSpread(_ text: UnsafePointer<UInt8>, _ context: LineContext) {
    var bytes = Bytes(base: text + context.range.lowerBound, count: context.range.count)
    while let last = bytes.last, last != 0x7d { bytes = bytes.first(bytes.count - 1) }
    if !readNested(context, { $0.fill(with: bytes) }) { note(.undecoded(.malformed), context) }
  }

  private static func indent(_ text: UnsafePointer<UInt8>, _ line: IndexedLine) -> Int {
    var at = line.start
    while at < line.end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    return at - line.start
  }

  /// Whether nothing but a comma or a bracket stands there.
  private static func closes(_ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Bool {
    (from..<to).allSatisfy { [0x20, 0x09, 0x0d, 0x2c, 0x5d].contains(text[$0]) }
  }
}
