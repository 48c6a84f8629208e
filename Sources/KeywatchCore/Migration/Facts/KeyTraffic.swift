/// What one API's traffic shows of the server's policy: two keys there, whoever sends them, probes
/// too.
struct KeyTraffic: Sendable {
  /// Accepted uses of the old (shared) and of the new (dedicated) key.
  private(set) var shared: UseSpan?
  private(set) var dedicated: UseSpan?
  /// Newest accepted use of the shared key on another API.
  private(set) var sharedElsewhere: Timestamp?
  /// Refusals of a key that the log names, after that key's last success here.
  let sharedRefused: UseSpan?
  let dedicatedRefused: UseSpan?
  /// Who last succeeded here with the key and has been refused since.
  let brokenOnShared: [Refusal]
  let brokenOnDedicated: [Refusal]

  init(_ migration: Migration, api: Int, _ observed: Observed, _ refusals: [Refusal]) {
    let from = KeyIdentity(key: migration.from)
    let to = KeyIdentity(key: migration.to)
    var refused: [Use] = []
    for use in observed.uses where use.identity == from || use.identity == to {
      if use.api != api {
        guard use.api != nil, use.identity == from, use.outcome.isAccepted else { continue }
        sharedElsewhere = max(sharedElsewhere ?? use.last, use.last)
      } else if !use.outcome.isAccepted {
        // One over plain http says nothing of the key.
        if use.outcome != .rejected(.plainHTTP) { refused.append(use) }
      } else if use.identity == from {
        shared.extend(use)
      } else {
        dedicated.extend(use)
      }
    }
    sharedRefused = UseSpan(refused.filter { $0.identity == from }, after: shared?.last)
    dedicatedRefused = UseSpan(refused.filter { $0.identity == to }, after: dedicated?.last)
    brokenOnShared = refusals.filter { $0.api == api && $0.key == from }
    brokenOnDedicated = refusals.filter { $0.api == api && $0.key == to }
  }

  /// Since when both keys work: a shared-key use was accepted after the first dedicated one.
  var overlap: Timestamp? {
    guard let dedicated, let shared, shared.last > dedicated.first else { return nil }
    return max(dedicated.first, shared.first)
  }

  /// When the dedicated key put the shared one out of use (policy A); nil where it did not.
  ///
  /// Such a server only compares, so it may log the refused shared key as unknown: then who worked
  /// with it is the witness, and that both keys never worked at one time.
  func cutOver(_ limits: EvidenceLimits) -> Timestamp? {
    guard let shared else { return nil }
    let propagation = Timestamp(seconds: limits.propagation).milliseconds
    let deployed = dedicated?.first.advanced(byMilliseconds: propagation)
    if let deployed, shared.last > deployed { return nil }
    let witnesses = brokenOnShared.map(\.span.first).filter { $0 >= shared.last }
    guard let refused = sharedRefused?.first ?? (dedicated == nil ? nil : witnesses.min()) else {
      return nil
    }
    let worksElsewhere = sharedElsewhere.map { $0 > refused } ?? (dedicated != nil)
    return worksElsewhere ? refused : nil
  }

  /// When the shared key was taken off this API, be it after both had worked or before the log
  /// began.
  var withdrawnShared: Timestamp? { dedicated == nil ? nil : sharedRefused?.first }

  /// When a dedicated key that had worked began to be refused (its variable was lost); nil while it
  /// works.
  ///
  /// Where the log calls it unknown, three refusals of one that worked are asked for: one may be a
  /// slip.
  var lostDedicated: Timestamp? {
    guard let dedicated else { return nil }
    let witnesses = brokenOnDedicated.filter {
      $0.span.first >= dedicated.last && $0.span.count >= 3
    }
    return [dedicatedRefused?.first, witnesses.first?.span.first].compactMap { $0 }.min()
  }

  /// Since when only the shared key works: the dedicated one is refused and the shared one is
  /// accepted.
  var onlyShared: Timestamp? {
    guard let shared else { return nil }
    if dedicated == nil { return dedicatedRefused?.first }
    return lostDedicated.flatMap { shared.last > $0 ? $0 : nil }
  }
}
