import KeywatchCore

/// What a rotation of the old key would do to one caller now.
struct CallerLine: Sendable {
  /// What becomes of the caller.
  enum Prospect: Sendable, Equatable {
    case ready, mixed, breaks, refused
    /// Nobody can say what key its requests came with.
    case unclear
    /// Our own try-outs, or no key is about to be rotated.
    case unaffected
  }
  var row: CallerRow
  var prospect: Prospect
  /// Accepted uses of the old key, and the last of them.
  var old: Int
  var lastOld: Timestamp?
  var new: Int
  var rejected: Int
  /// Indices of the APIs it used the old key on, the busiest first.
  var oldAPIs: [Int]
}

extension CallerLine {
  /// The callers of a snapshot, those that the rotation hurts first.
  static func lines(
    _ snapshot: Snapshot, _ status: MigrationStatus?, _ unclear: UnclearUses, now: Timestamp
  ) -> [CallerLine] {
    let from = status.map { KeyIdentity(key: $0.migration.from) }
    let to = status.map { KeyIdentity(key: $0.migration.to) }
    let previous = from.map { previousUses(of: $0, in: snapshot) } ?? [:]
    let oldAPIs = from.map { apis(of: $0, in: snapshot) } ?? [:]
    let limits = snapshot.configuration.evidence
    let lines = snapshot.callers.map { row in
      let use = from.flatMap { row.use(of: $0) }
      // Once uses of the old value are told apart, only they are in the way of a rotation.
      let old =
        previous.isEmpty ? (use?.accepted ?? 0, use?.last) : previous[row.caller] ?? (0, nil)
      var line = CallerLine(
        row: row, prospect: .unaffected, old: old.0, lastOld: old.1,
        new: to.flatMap { row.use(of: $0)?.accepted } ?? 0,
        rejected: row.keys.reduce(0) { $0 + $1.rejected }, oldAPIs: oldAPIs[row.caller] ?? [])
      if let status, !row.isOperator {
        line.prospect = line.judged(status, unclear, at: now, quietAfter: limits.floorShort)
      }
      return line
    }
    return lines.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element)
  }

  private func judged(
    _ status: MigrationStatus, _ unclear: UnclearUses, at now: Timestamp,
    quietAfter limit: Int64
  ) -> Prospect {
    let accepted = row.keys.reduce(0) { $0 + $1.accepted }
    if accepted == 0 { return .refused }
    if status.isRotated { return .ready }
    let prospect = judgedByOld(status, accepted, at: now, quietAfter: limit)
    let isSettled = row.caller == status.caller && status.verdict.isMoved
    guard prospect == .ready, !isSettled else { return prospect }
    let isUnclear =
      !status.cannotTellBecause.isEmpty || unclear.hides(row.caller, accepted: accepted)
    return isUnclear ? .unclear : .ready
  }

  /// What its uses of the old key alone say.
  private func judgedByOld(
    _ status: MigrationStatus, _ accepted: Int, at now: Timestamp, quietAfter limit: Int64
  ) -> Prospect {
    // The status has looked closer than a table of callers can.
    if old == 0 || status.blockingRotation.isEmpty { return .ready }
    if row.caller == status.caller {
      return status.verdict.isMoved ? .ready : .mixed(new)
    }
    let isQuiet = lastOld.map { now.since($0) / 1000 > limit } ?? true
    if accepted > old, isQuiet { return .ready }
    return .mixed(accepted - old)
  }

  private var rank: Int {
    switch prospect {
    case .mixed, .breaks: 0
    case .unclear: 1
    case .ready: 2
    case .unaffected: 3
    case .refused: 4
    }
  }

  /// Per caller, the APIs a key was accepted on, the busiest first.
  private static func apis(of key: KeyIdentity, in snapshot: Snapshot) -> [String: [Int]] {
    var counts: [String: [Int: Int]] = [:]
    for use in snapshot.uses where use.identity == key && use.outcome.isAccepted {
      guard let api = use.api else { continue }
      counts[use.caller, default: [:]][api, default: 0] += use.count
    }
    return counts.mapValues { $0.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) }
  }

  /// Accepted uses of an earlier value of a key, per caller.
  private static func previousUses(
    of key: KeyIdentity, in snapshot: Snapshot
  ) -> [String: (Int, Timestamp?)] {
    var result: [String: (Int, Timestamp?)] = [:]
    for use in snapshot.uses
    where use.previousValue && use.identity == key && use.outcome == .accepted {
      let known = result[use.caller] ?? (0, nil)
      result[use.caller] = (known.0 + use.count, max(known.1 ?? use.last, use.last))
    }
    return result
  }
}

extension Verdict {
  /// Whether the caller has left the old key behind.
  fileprivate var isMoved: Bool { self == .confirmed || self == .provisional }
}

extension MigrationStatus {
  /// Whether the old key has been replaced and nobody can break any more.
  var isRotated: Bool { steps.contains { $0.step == 4 && $0.state == .done } }
}

extension CallerLine.Prospect {
  /// Mixed where other keys worked too, else broken.
  fileprivate static func mixed(_ others: Int) -> Self { others > 0 ? .mixed : .breaks }
}
