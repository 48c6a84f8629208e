/// Lines of a SOURCE that are, or may be, gone before they were read.
package struct FoundHole: Hashable, Sendable {
  /// Index of the SOURCE.
  package var source: Int
  /// The stream they belonged to; nil where no file of theirs was ever seen.
  package var stream: Int?
  /// One lower-case clause.
  package var reason: String
}
