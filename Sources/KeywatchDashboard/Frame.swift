/// One cell of the screen: a base scalar with up to two combining marks, and how it looks.
///
/// A wide character fills two cells; the right one has base 0.
package struct Cell: Hashable, Sendable {
  package var base: UInt32
  package var mark1: UInt32
  package var mark2: UInt32
  package var style: Style

  package init(
    base: UInt32 = 0x20, mark1: UInt32 = 0, mark2: UInt32 = 0, style: Style = Style(.text)
  ) {
    self.base = base
    self.mark1 = mark1
    self.mark2 = mark2
    self.style = style
  }
}

/// One screenful as a value: rows of cells, width × height of them.
package struct Frame: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package var cells: [Cell]

  package init(width: Int, height: Int) {
    self.width = max(width, 0)
    self.height = max(height, 0)
    cells = [Cell](repeating: Cell(), count: self.width * self.height)
  }

  /// The cells of row `y`.
  package func row(_ y: Int) -> ArraySlice<Cell> { cells[y * width..<(y + 1) * width] }

  /// The frame as lines of text without colour, trailing blanks cut.
  package var text: [String] {
    (0..<height).map { y in
      var line = String.UnicodeScalarView()
      for cell in row(y) where cell.base != 0 {
        for scalar in [cell.base, cell.mark1, cell.mark2] where scalar != 0 {
          line.append(Unicode.Scalar(scalar) ?? "\u{fffd}")
        }
      }
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }
}
