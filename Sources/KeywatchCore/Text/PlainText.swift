/// Text from outside, made safe for a terminal or a mail: what `Escapes` does not let through is written out.
///
/// Escaping twice changes nothing.
package struct PlainText {
  /// The escaped text.
  package private(set) var text = ""

  /// Escapes bytes that may be no UTF-8.
  package init(_ bytes: [UInt8]) {
    var escapes = Escapes()
    escapes.read(bytes) { piece in
      append(piece)
      return true
    }
  }

  /// Escapes a string.
  package init(_ string: String) {
    var escapes = Escapes()
    for scalar in string.unicodeScalars { append(escapes.piece(scalar)) }
  }

  private mutating func append(_ piece: Escapes.Piece?) {
    switch piece {
    case .narrow(let scalar), .wide(let scalar), .mark(let scalar):
      text.unicodeScalars.append(scalar)
    case .written(let escape): text += escape
    case nil: break
    }
  }
}

extension String {
  /// The text with everything written out that a terminal might act on or hide.
  package var plain: String { PlainText(self).text }
}
