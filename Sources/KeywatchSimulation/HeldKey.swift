/// What a simulated sender puts into the key header.
enum HeldKey: Int, CaseIterable {
  /// No header.
  case nothing
  case empty
  case dedicated
  /// The shared key's first value, and the one that replaces it in step 4.
  case shared, newShared
  /// The shared key's first value with quotes around it.
  case quotedShared
  /// A key that was given up long before the story.
  case lastYears
  /// A new random value every time.
  case guess
}
