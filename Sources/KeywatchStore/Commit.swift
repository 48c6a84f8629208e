import KeywatchCore

/// Everything that has happened since the last commit: it is saved whole or not at all.
package struct Commit: Sendable {
  /// A hole in what was seen of a SOURCE.
  package struct FoundHole: Hashable, Sendable {
    package var source: String
    package var hole: Coverage.Hole

    package init(source: String, hole: Coverage.Hole) {
      self.source = source
      self.hole = hole
    }
  }

  /// Wall clock: retention is counted from it.
  package var now: Timestamp
  /// The SOURCEs that are read, as the operator wrote them; `TallyChanges.source` is an index here.
  package var sources: [String]
  package var tallies: [TallyChanges] = []
  /// Only those that changed.
  package var positions: [Position] = []
  /// What was read of each stream since the last commit, by its number.
  package var lines: [Int: LineCounts] = [:]
  package var holes: [FoundHole] = []
  package var transitions: [StepTransition] = []
  /// How each SOURCE is doing, for those who look on; empty where nothing changed.
  package var states: [SourceState] = []
  /// The run's own state, for those who look on.
  package var mode: Liveness.Mode?
  package var reason = ""

  package init(now: Timestamp, sources: [String]) {
    self.now = now
    self.sources = sources
  }

  /// Whether there is nothing to be saved.
  package var isEmpty: Bool {
    tallies.isEmpty && positions.isEmpty && holes.isEmpty && transitions.isEmpty && states.isEmpty
      && lines.values.allSatisfy { $0 == LineCounts() }
  }
}
