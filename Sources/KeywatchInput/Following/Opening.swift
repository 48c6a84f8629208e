/// A file to be opened, and what is read there.
struct Opening: Hashable, Sendable {
  /// What the file holds.
  enum Content: Hashable, Sendable {
    /// A new stream, from its beginning.
    case new
    /// A new stream, from the beginning of its last, perhaps unfinished line.
    case newest
    /// A stream that is known, from where its mark ends.
    case known(stream: Int, Mark)
  }

  var sighting: Sighting
  var content: Content

  /// The number of its stream, where it is known.
  var stream: Int? {
    if case .known(let stream, _) = content { stream } else { nil }
  }
}
