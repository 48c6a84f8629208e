import KeywatchCore

extension String {
  /// How many cells of a terminal the plain text fills.
  var cells: Int { unicodeScalars.reduce(0) { $0 + $1.cells } }

  /// The text cut to `width` cells, with a final `…` where something is missing.
  func cut(to width: Int) -> String {
    guard cells > width else { return self }
    var result = UnicodeScalarView()
    var used = 1
    for scalar in unicodeScalars {
      used += scalar.cells
      if used > width { break }
      result.append(scalar)
    }
    return String(result) + (width > 0 ? "…" : "")
  }

  /// The text in pieces of at most `width` cells.
  func pieces(of width: Int) -> [String] {
    var pieces = [UnicodeScalarView()]
    var used = 0
    for scalar in unicodeScalars {
      if used + scalar.cells > width, used > 0 {
        pieces.append(UnicodeScalarView())
        used = 0
      }
      pieces[pieces.count - 1].append(scalar)
      used += scalar.cells
    }
    return pieces.map { String($0) }
  }

  /// The text without blanks at its end.
  var trimmed: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }

  /// The text filled up with blanks to `width` cells.
  func filled(to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(width - cells, 0))
    return right ? blanks + self : self + blanks
  }
}

extension Unicode.Scalar {
  /// How many cells of a terminal it fills.
  fileprivate var cells: Int { ScalarWidth(self).columns }
}
