/// What a template is filled with: a text is escaped on its way in, whoever wrote it.
enum HTMLValue {
  case text(String)
  /// What is HTML already: a drawing, the style.
  case markup(String)
  case list([HTMLValue])
  case object([String: HTMLValue])

  /// The value as the template's engine reads it.
  ///
  /// Its own escaping goes by character and lets a quotation mark with an accent through, so a
  /// template only has places that escape nothing.
  var rendered: Any {
    switch self {
    case .text(let text): text.html
    case .markup(let markup): markup
    case .list(let values): values.map(\.rendered)
    case .object(let members): members.mapValues(\.rendered)
    }
  }
}
