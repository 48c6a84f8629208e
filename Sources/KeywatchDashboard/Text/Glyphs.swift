/// The signs the screen is drawn with: Unicode's, or 7-bit ones for terminals without them.
package enum Glyphs: Sendable, Equatable {
  case unicode, ascii

  private func pick(_ unicode: String, _ ascii: String) -> String {
    self == .unicode ? unicode : ascii
  }

  var horizontal: String { pick("─", "-") }
  var vertical: String { pick("│", "|") }
  var topLeft: String { pick("╭", "+") }
  var topRight: String { pick("╮", "+") }
  var bottomLeft: String { pick("╰", "+") }
  var bottomRight: String { pick("╯", "+") }

  var ellipsis: String { pick("…", "~") }
  var dot: String { pick("·", "-") }
  var arrow: String { pick("→", "->") }
  var times: String { pick("×", "x") }
  /// Stands for nought in a table.
  var nothing: String { pick("·", ".") }
  var dash: String { pick("–", "-") }

  var done: String { pick("✓", "+") }
  var active: String { pick("▶", ">") }
  var bad: String { pick("✗", "x") }
  var pending: String { pick("·", ".") }
  var refused: String { pick("○", "-") }

  /// A bar's filled part, its half cell at the end, and the rest.
  var bar: (full: String, half: String, rest: String) {
    self == .unicode ? ("━", "╸", "─") : ("=", "=", "-")
  }

  /// Levels of a one-row graph, from nothing to full.
  var levels: [Unicode.Scalar] {
    self == .unicode ? Array(" ▁▂▃▄▅▆▇█".unicodeScalars) : Array(" .:-=+*#".unicodeScalars)
  }

  /// Fillings of the share bar where there is no colour, in the order of its parts.
  var fillings: [String] { self == .unicode ? ["█", "▓", "▒", "░"] : [] }

  /// A sentence of our own with its typographic signs as this set has them.
  func fold(_ sentence: String) -> String {
    guard self == .ascii, !sentence.utf8.allSatisfy({ $0 < 0x80 }) else { return sentence }
    var folded = String.UnicodeScalarView()
    for scalar in sentence.unicodeScalars {
      folded.append(contentsOf: (Self.folds[scalar] ?? String(scalar)).unicodeScalars)
    }
    return String(folded)
  }

  private static let folds: [Unicode.Scalar: String] = [
    "·": "-", "…": "...", "×": "x", "→": "->", "–": "-", "—": "-", "≥": ">=", "≤": "<=", "’": "'",
    "“": "\"", "”": "\"",
  ]
}
