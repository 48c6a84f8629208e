extension Frame {
  /// The frame as lines of coloured text: SGR sequences only, no movement of the cursor, each line
  /// reset at its end and cut behind the last cell one sees.
  package func ansi(_ theme: Theme, at depth: Theme.Depth) -> [String] {
    (0..<height).map { y in Self.line(row(y), theme, depth) }
  }

  private static func line(
    _ cells: ArraySlice<Cell>, _ theme: Theme, _ depth: Theme.Depth
  ) -> String {
    let plain = Theme.Look(foreground: nil, background: nil, emphasis: [])
    var line = String.UnicodeScalarView()
    var seen = line.endIndex
    var current = plain
    for cell in cells where cell.base != 0 {
      let look = theme.look(of: cell.style, at: depth)
      if look != current { line.append(contentsOf: look.sequence.unicodeScalars) }
      current = look
      line.append(contentsOf: cell.scalars)
      if !cell.isBlank || look.isSeenWhenBlank { seen = line.endIndex }
    }
    let text = String(line[..<seen])
    return text.unicodeScalars.contains("\u{1b}") ? text + plain.sequence : text
  }
}

extension Cell {
  fileprivate var isBlank: Bool { base == 0x20 && mark1 == 0 }

  /// What the cell shows; a control character, which no cell should hold, becomes a question mark.
  fileprivate var scalars: [Unicode.Scalar] {
    [base, mark1, mark2].filter { $0 != 0 }.map { value in
      guard let scalar = Unicode.Scalar(value), !(value < 0x20 || 0x7f...0x9f ~= value) else {
        return "?"
      }
      return scalar
    }
  }
}

extension Theme.Look {
  fileprivate var isSeenWhenBlank: Bool { background != nil || emphasis.contains(.reverse) }

  /// The SGR sequence that makes text look like this, whatever came before it.
  fileprivate var sequence: String {
    var codes: [String] = []
    if emphasis.contains(.bold) { codes.append("1") }
    if emphasis.contains(.dim) { codes.append("2") }
    if emphasis.contains(.reverse) { codes.append("7") }
    if let foreground { codes.append(foreground < 8 ? "3\(foreground)" : "38;5;\(foreground)") }
    if let background { codes.append(background < 8 ? "4\(background)" : "48;5;\(background)") }
    return "\u{1b}[" + (codes.isEmpty ? "0" : "0;" + codes.joined(separator: ";")) + "m"
  }
}
