/// The verdicts of a migration, worst first where they are compared.
package enum Verdict: String, Sendable, CaseIterable {
  case notStarted = "not_started"
  case tested, started, switching, provisional, confirmed, silent, regressed
  case cannotTell = "cannot_tell"
}

/// One of the four steps with its state and evidence.
package struct StepStatus: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    case pending, active, done, regressed, blocked
  }
  /// What steps 1 to 4 are called.
  package static let names = ["add", "switch", "monitor", "rotate"]

  /// 1…4.
  package var step: Int
  /// `add`, `switch`, `monitor`, `rotate`.
  package var name: String
  package var state: State
  package var since: Timestamp?
  /// Short sentences, best first; never empty.
  package var evidence: [String]
  /// 0…1, how far the gate is that is farthest from being met; nil where a share makes no sense.
  package var progress: Double?
}

/// What is known of one place of the migrating caller.
package struct PlaceStatus: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    case moved, both
    case oldOnly = "old_only"
    case retired, quiet
  }
  package var place: Place
  package var lastOld: Timestamp?
  package var lastNew: Timestamp?
  package var state: State
  package var by: Use.Attribution
}

/// Where one migration stands, with the evidence; the same value is shown on the screen, in the
/// report and in the gate.
package struct MigrationStatus: Sendable, Equatable {
  package var migration: Migration
  package var caller: String
  package var api: String
  package var from: String
  package var to: String
  package var verdict: Verdict
  /// At most this share of the caller's requests can still be on the old key; nil when nothing can
  /// be told.
  package var shareBound: Double?
  /// Distinct 5-minute slots with new-key success since the last old-key use.
  package var slots: Int
  package var silenceSeconds: Int64
  package var steps: [StepStatus]
  package var places: [PlaceStatus]
  package var cannotTellBecause: [String]
  package var blocking: [String]
  package var blockingRotation: [String]
  /// The verdict in one plain sentence.
  package var sentence: String
  /// What to do next; never empty.
  package var next: String
  /// When `confirmed` can be reached at the present rate; nil where it is or nothing tells.
  package var earliest: Timestamp? = nil
  /// What besides the gates keeps step 3 from being done: alarms of the caller, fewer successes than before.
  package var obstacles: [String] = []
}
