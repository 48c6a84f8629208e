import KeywatchCore

/// How an identity is told from others, always by all three: a sign, a word and a colour.
struct Look: Sendable, Equatable {
  var glyph: String
  var word: String
  var role: Role

  /// Sign and word: `● dedicated`.
  func runs(bold: Bool = true) -> [Run] { [Run(glyph + " " + word, role, bold: bold)] }
}

/// The looks of a configuration's identities.
///
/// They go by part and not by name: the first migration's `to` key, its `from` key, then further
/// keys in order.
struct Looks: Sendable {
  private let byCode: [Look]

  /// The looks of all identities of a configuration.
  init(_ configuration: Configuration, _ glyphs: Glyphs) {
    let words = [
      Self.look("○", "-", "none", .keyless, glyphs),
      Self.look("▲", "X", "unknown", .unknown, glyphs),
      Self.look("?", "?", "unlabelled", .unlabelled, glyphs),
    ]
    let migration = configuration.migrations.first
    var further = Self.further.makeIterator()
    let keys = configuration.keys.enumerated().map { index, key in
      if key.state == .retired { return Self.look("✝", "R", key.name, .retired, glyphs) }
      if index == migration?.to { return Self.look("●", "D", key.name, .dedicated, glyphs) }
      if index == migration?.from { return Self.look("◆", "S", key.name, .shared, glyphs) }
      let (unicode, ascii, role) = further.next() ?? ("◈", "k", .otherKey)
      return Self.look(unicode, ascii, key.name, role, glyphs)
    }
    byCode = words + keys
  }

  subscript(identity: KeyIdentity) -> Look { byCode[safe: Int(identity.code)] ?? byCode[1] }

  private static let further: [(String, String, Role)] = [
    ("□", "3", .third), ("◇", "4", .fourth), ("△", "5", .fifth), ("▽", "6", .sixth),
  ]

  private static func look(
    _ unicode: String, _ ascii: String, _ word: String, _ role: Role, _ glyphs: Glyphs
  ) -> Look {
    Look(glyph: glyphs == .unicode ? unicode : ascii, word: word, role: role)
  }
}
