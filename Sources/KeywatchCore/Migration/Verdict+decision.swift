extension Verdict {
  private struct Row {
    let verdict: Verdict
    let holds: @Sendable (Signs) -> Bool
  }

  /// The nine verdicts in their precedence (`domain.md` 3.4 rule 2).
  private static let table: [Row] = [
    Row(verdict: .cannotTell) { $0.cannotTell },
    Row(verdict: .silent) { $0.isSilent },
    Row(verdict: .tested) { !$0.isOnNewKey && $0.isTested },
    Row(verdict: .notStarted) { !$0.isOnNewKey },
    Row(verdict: .regressed) { $0.hasRelapsed && !$0.hasRecovered },
    Row(verdict: .confirmed) { $0.holdsAllGates && !$0.isCapped },
    Row(verdict: .provisional) { $0.holdsThreeGates },
    Row(verdict: .started) { $0.isMixed },
    Row(verdict: .switching) { _ in true },
  ]

  /// The first verdict of the table that the signs allow.
  init(_ signs: Signs) {
    self = Self.table.first { $0.holds(signs) }?.verdict ?? .cannotTell
  }

  /// Whether step 2 counts as done.
  var isSwitched: Bool { self == .provisional || self == .confirmed }
}
