import KeywatchCore

/// The answer of the gate: whether callers have moved for certain, from the verdicts that reports show too.
package struct Confirmation {
  /// What is enough for a yes.
  package enum Bar: String, Sendable, CaseIterable {
    /// Step 3 is done.
    case confirmed
    /// Or the verdict is provisional, and the owner of the caller has said that it moved.
    case provisional
  }

  /// What came of one migration.
  struct Judgement {
    var migration: MigrationStatus
    /// The note that lowered the bar, where one was needed.
    var note: Note?
    /// What is missing, the most important first; empty for a yes.
    var missing: [String]
  }

  let report: Report
  let judgements: [Judgement]

  /// Judges those migrations of a snapshot that `caller` makes, all of them without one.
  package init(
    _ snapshot: Snapshot, caller: String? = nil, bar: Bar = .confirmed, top: Int = 100
  ) {
    report = Report(snapshot, top: top)
    judgements = snapshot.migrations.filter { caller == nil || $0.caller == caller }
      .map { Self.judge($0, bar: bar, notes: snapshot.notes) }
  }

  /// False too where there is nothing to confirm.
  package var isConfirmed: Bool {
    !judgements.isEmpty && judgements.allSatisfy { $0.missing.isEmpty }
  }

  /// When all that is missing can be there at the earliest; nil where nothing is, or nothing tells.
  package var earliest: Timestamp? {
    let open = judgements.filter { !$0.missing.isEmpty }
    let dates = open.compactMap(\.migration.earliest)
    return dates.count == open.count ? dates.max() : nil
  }

  private static func judge(_ migration: MigrationStatus, bar: Bar, notes: [Note]) -> Judgement {
    if isMonitored(migration) { return Judgement(migration: migration, note: nil, missing: []) }
    let missing = missing(migration)
    guard bar == .provisional, migration.verdict == .provisional || migration.verdict == .confirmed,
      migration.obstacles.isEmpty
    else { return Judgement(migration: migration, note: nil, missing: missing) }
    guard let note = owner(of: migration, notes) else {
      return Judgement(migration: migration, note: nil, missing: [ownerClause(migration)] + missing)
    }
    return Judgement(migration: migration, note: note, missing: [])
  }

  private static func isMonitored(_ migration: MigrationStatus) -> Bool {
    migration.steps.contains { $0.step == 3 && $0.state == .done }
  }

  private static func missing(_ migration: MigrationStatus) -> [String] {
    let known =
      migration.obstacles + migration.blocking.filter { !migration.obstacles.contains($0) }
    let evidence = migration.steps.first { $0.step == 3 }?.evidence ?? []
    return known.isEmpty ? Array(evidence.prefix(1)) : known
  }

  /// The newest word of the owner; one from before the last use of the old key was proved wrong.
  private static func owner(of migration: MigrationStatus, _ notes: [Note]) -> Note? {
    let lastOld = migration.places.compactMap(\.lastOld).max()
    return notes.filter { note in
      note.kind == .ownerConfirmed && note.caller == migration.caller
        && lastOld.map { note.at >= $0 } ?? true
    }.max { $0.at < $1.at }
  }

  private static func ownerClause(_ migration: MigrationStatus) -> String {
    "no note owner_confirmed for \(migration.caller) since its last use of \(migration.from)"
  }
}
