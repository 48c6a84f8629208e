import KeywatchCore

/// Whom the refusal of a key would have broken: its accepted requests, by caller and API.
package struct Rehearsal {
  /// What one caller would have lost on one API.
  struct Loss {
    var caller: String
    /// Index in `Configuration.apis`; nil outside them.
    var api: Int?
    var requests = 0
    var first: Timestamp
    var last: Timestamp
    /// Requests per source.
    var sources: [String: Int] = [:]
  }

  let report: Report
  let key: KeyIdentity
  /// The greatest first.
  let losses: [Loss]
  /// Accepted requests on configured APIs of which nobody can say what key they came with.
  let unclear: Int

  /// Judges the requests of a snapshot; operators and probes are nobody to be broken.
  package init(_ snapshot: Snapshot, without key: KeyIdentity, top: Int = 100) {
    self.key = key
    report = Report(snapshot, top: top)
    let operators = Set(snapshot.callers.filter(\.isOperator).map(\.caller))
    let accepted = snapshot.uses.filter { use in
      use.outcome.isAccepted && use.kind.isOwn && !operators.contains(use.caller)
    }
    losses = Self.losses(accepted.filter { $0.identity == key })
    unclear = accepted.filter {
      $0.api != nil && ($0.identity == .unlabelled || $0.identity == .unknown)
    }
    .reduce(0) { $0 + $1.count }
  }

  /// How many callers would have been refused.
  package var broken: Int { Set(losses.map(\.caller)).count }

  /// Whether nothing would have broken, as far as can be told and without doubt.
  package var isSafe: Bool { losses.isEmpty && unclear == 0 }

  private struct Group: Hashable {
    var caller: String
    var api: Int?
  }

  private static func losses(_ uses: [Use]) -> [Loss] {
    var losses: [Group: Loss] = [:]
    for use in uses {
      let group = Group(caller: use.caller, api: use.api)
      var loss =
        losses[group]
        ?? Loss(caller: use.caller, api: use.api, first: use.first, last: use.last)
      loss.requests += use.count
      loss.first = min(loss.first, use.first)
      loss.last = max(loss.last, use.last)
      loss.sources[use.place.source, default: 0] += use.count
      losses[group] = loss
    }
    return losses.values.sorted {
      ($1.requests, $0.caller, $0.api ?? .max) < ($0.requests, $1.caller, $1.api ?? .max)
    }
  }
}

extension Rehearsal.Loss {
  /// Its sources, the busiest first.
  var rankedSources: [String] {
    sources.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
