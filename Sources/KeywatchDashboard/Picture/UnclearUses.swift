import KeywatchCore

/// Accepted requests on the configured APIs of which nobody can say what key they came with: an
/// unknown one, or one that the log does not name.
struct UnclearUses: Sendable {
  /// 0…1 of all accepted requests on the configured APIs.
  let share: Double
  /// Accepted ones per caller.
  private let byCaller: [String: Int]

  /// Counts them in a snapshot.
  init(_ snapshot: Snapshot) {
    var (accepted, unclear) = (0.0, 0.0)
    for key in snapshot.keys {
      let count = key.apis.reduce(0.0) { $0 + Double($1.accepted) }
      accepted += count
      if key.identity.isUnclear { unclear += count }
    }
    share = accepted > 0 ? unclear / accepted : 0
    var counts: [String: Int] = [:]
    for use in snapshot.uses
    where use.identity.isUnclear && use.outcome.isAccepted && use.api != nil {
      counts[use.caller, default: 0] += use.count
    }
    byCaller = counts
  }

  /// Whether there are too many to say that nobody breaks.
  var forbidsJudgement: Bool { share > 0.01 }

  /// How many of a caller's requests are unclear.
  func count(of caller: String) -> Int { byCaller[caller] ?? 0 }

  /// Whether a caller has too many of them, of so many accepted ones, to be called ready.
  func hides(_ caller: String, accepted: Int) -> Bool {
    let count = count(of: caller)
    return count > 0 && (forbidsJudgement || Double(count) > 0.01 * Double(accepted))
  }
}

extension KeyIdentity {
  fileprivate var isUnclear: Bool { self == .unknown || self == .unlabelled }
}
