/// How a cell looks: the role its text plays, and whether it is emphasised or filled.
///
/// Colours belong to roles and are chosen where the theme is known, never in a panel.
package struct Style: Hashable, Sendable {
  package var role: Role
  package var bold: Bool
  /// Reverse fill with the role's colour: badges and the share bar.
  package var filled: Bool

  package init(_ role: Role, bold: Bool = false, filled: Bool = false) {
    self.role = role
    self.bold = bold
    self.filled = filled
  }
}

/// The part a text plays on the screen (`screens/` names them); a theme gives each a colour.
package enum Role: UInt8, CaseIterable, Sendable {
  case text, dim, faint, border, title, header, selection, escape, keystroke, accent
  case ok, warn, bad, pending
  /// Identities: the migration's `to` key, its `from` key, further keys, and the three words.
  case dedicated, shared, third, fourth, fifth, sixth, otherKey, retired, unknown, keyless,
    unlabelled
}
