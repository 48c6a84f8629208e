/// The stored facts that everything said of migrations is made of: what was tallied, what was seen,
/// and what time it is.
package struct Evidence: Sendable {
  package var configuration: Configuration
  package var uses: [Use]
  /// What became of all lines: why there may be no use at all.
  package var lines: LineCounts
  package var rejectedSources: [RejectedSource]
  package var coverage: [Coverage]
  /// First and last event time; nil while there is none.
  package var first: Timestamp?
  package var last: Timestamp?
  package var now: Timestamp

  package init(
    configuration: Configuration, uses: [Use], lines: LineCounts = LineCounts(),
    rejectedSources: [RejectedSource] = [],
    coverage: [Coverage] = [], first: Timestamp?, last: Timestamp?, now: Timestamp
  ) {
    self.configuration = configuration
    self.uses = uses
    self.lines = lines
    self.rejectedSources = rejectedSources
    self.coverage = coverage
    self.first = first
    self.last = last
    self.now = now
  }
}
