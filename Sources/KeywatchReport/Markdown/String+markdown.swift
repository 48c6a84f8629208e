import KeywatchCore

/// Text from outside in a ticket, so that it is nothing but text there: no link, no mark, no HTML.
extension String {
  /// A text in type of its own: what could end that type is written out like everything unseen.
  ///
  /// A backslash is among it: before the stroke between two cells it would set the stroke free.
  var markdownCode: String {
    let text = plain
    guard !text.isEmpty else { return "" }
    var code = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "`": code += "<U+60>"
      case "|": code += "<U+7C>"
      case "\\": code += "<U+5C>"
      default: code.unicodeScalars.append(scalar)
      }
    }
    return "`" + code + "`"
  }

  /// A sentence: each sign that means something is escaped.
  ///
  /// An escaped `@` would still call the person whose name follows, so it is written out.
  var markdownProse: String {
    var prose = ""
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "@": prose += "&lt;U+40&gt;"
      case "&": prose += "&amp;"
      case "<": prose += "&lt;"
      case ">": prose += "&gt;"
      case "\"": prose += "&quot;"
      case _ where Self.marks.contains(scalar):
        prose += "\\"
        prose.unicodeScalars.append(scalar)
      default: prose.unicodeScalars.append(scalar)
      }
    }
    return prose
  }

  private static let marks = Set("!#$*+-.:=[\\]^_`{|}~".unicodeScalars)
}
