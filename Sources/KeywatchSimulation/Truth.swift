import KeywatchCore

/// What a reader of the simulated log has to find, counted while it was written.
package struct Truth: Sendable, Equatable {
  /// Accepted and rejected requests.
  package struct Counts: Sendable, Equatable {
    package var accepted = 0
    package var rejected = 0

    mutating func add(_ outcome: Outcome) {
      if outcome.isAccepted { accepted += 1 } else { rejected += 1 }
    }
  }
  /// One key identity's.
  package struct Row: Sendable, Equatable {
    package var counts = Counts()
    package var first: Timestamp?
    package var last: Timestamp?
    /// By API.
    package var apis: [Counts]
  }

  let configuration: Configuration
  /// By the code of the identity.
  private var rows: [Row]
  /// Attempts by the raw value of their reason.
  private var byReason = [Int](repeating: 0, count: Reason.allCases.count + 1)
  package private(set) var outcomes = Counts()
  package private(set) var notAttempts = Counts()
  /// Lines that are no requests.
  package private(set) var others = 0

  init(configuration: Configuration) {
    self.configuration = configuration
    let empty = Row(apis: Array(repeating: Counts(), count: configuration.apis.count))
    rows = Array(repeating: empty, count: configuration.keys.count + 3)
  }

  package var requests: Int { outcomes.accepted + outcomes.rejected }
  package var lines: Int { requests + others }

  /// What one identity did.
  package subscript(identity: KeyIdentity) -> Row { rows[Int(identity.code)] }

  /// The attempts that were rejected for a reason.
  package func rejected(_ reason: Reason) -> Int { byReason[Int(reason.rawValue)] }

  mutating func countOther() { others += 1 }

  mutating func count(_ decision: KeyDecision, api: Int?, isAttempt: Bool, at time: Timestamp) {
    let row = Int(decision.identity.code)
    rows[row].counts.add(decision.outcome)
    if let api { rows[row].apis[api].add(decision.outcome) }
    if rows[row].first == nil { rows[row].first = time }
    rows[row].last = time
    outcomes.add(decision.outcome)
    if !isAttempt {
      notAttempts.add(decision.outcome)
    } else if case .rejected(let reason) = decision.outcome {
      byReason[Int(reason.rawValue)] += 1
    }
  }
}
