import KeywatchCore

/// What a file's content is, compared with that of the others.
enum Likeness: Hashable, Sendable {
  case own
  /// Nothing is in it that is not in another file, which is older.
  case copy(of: FileIdentity)
  /// It cannot be told now.
  case unclear
}
