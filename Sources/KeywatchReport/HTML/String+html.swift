import KeywatchCore

extension String {
  /// The text as HTML, for an element or an attribute in quotes: everything unseen is written out,
  /// and what means something there is named.
  ///
  /// By scalar: a sign with an accent on it means what it means without.
  var html: String {
    var html = ""
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      case "`": html += "&#96;"
      default: html.unicodeScalars.append(scalar)
      }
    }
    return html
  }
}
