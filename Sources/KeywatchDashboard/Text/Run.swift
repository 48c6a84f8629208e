/// A piece of text in one style; a line is a list of them.
struct Run: Sendable, Equatable {
  /// What there is to show.
  enum Content: Sendable, Equatable {
    case text(String)
    /// Bytes of a log as they came.
    case bytes([UInt8])
    /// What the escaper made already: a field of a row with fixed columns.
    case cells([Cell])
  }
  var content: Content
  var style: Style

  /// A text in a style.
  init(_ text: String, _ style: Style = Style(.text)) {
    content = .text(text)
    self.style = style
  }

  /// A text in a role.
  init(_ text: String, _ role: Role, bold: Bool = false) {
    self.init(text, Style(role, bold: bold))
  }

  /// Cells with the styles they have.
  init(cells: [Cell]) {
    content = .cells(cells)
    style = Style(.text)
  }

  /// Bytes in a role.
  init(bytes: [UInt8], _ role: Role) {
    content = .bytes(bytes)
    style = Style(role)
  }
}
