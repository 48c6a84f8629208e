/// The time for which the lines of one place were really seen, and where they were not.
package struct Coverage: Sendable, Equatable {
  /// A stretch of time that was not seen.
  package struct Hole: Hashable, Sendable {
    package var from: Timestamp
    package var to: Timestamp
    /// One lower-case clause (`rotated away`).
    package var reason: String

    package init(from: Timestamp, to: Timestamp, reason: String) {
      self.from = from
      self.to = to
      self.reason = reason
    }
  }

  /// The place's name as the operator wrote it.
  package var source: String
  /// First and last event time; nil while nothing was decoded.
  package var from: Timestamp?
  package var to: Timestamp?
  package var holes: [Hole]

  package init(source: String, from: Timestamp? = nil, to: Timestamp? = nil, holes: [Hole] = []) {
    self.source = source
    self.from = from
    self.to = to
    self.holes = holes
  }
}
