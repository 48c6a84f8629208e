/// The moments at which the old value of a key may have gone out of use, as its own uses show them.
struct RotationEnds: Sendable {
  /// Newest accepted use of the old value.
  private(set) var lastAccepted: Timestamp?
  private var firstOld: Timestamp?
  private var firstSuccessor: Timestamp?
  private var lastByAPI: [Int: Timestamp] = [:]
  private var refusedByAPI: [Int: [Use]] = [:]

  init(_ key: KeyIdentity, _ observed: Observed, hasPrevious: Bool) {
    for use in observed.uses where use.identity == key {
      guard let api = use.api else { continue }
      guard !hasPrevious || use.previousValue else {
        guard use.outcome.isAccepted else { continue }
        firstSuccessor = min(firstSuccessor ?? use.first, use.first)
        continue
      }
      firstOld = min(firstOld ?? use.first, use.first)
      if use.outcome.isAccepted {
        lastAccepted = max(lastAccepted ?? use.last, use.last)
        lastByAPI[api] = max(lastByAPI[api] ?? use.last, use.last)
      } else if use.outcome != .rejected(.plainHTTP) {
        refusedByAPI[api, default: []].append(use)
      }
    }
  }

  /// When the successor of the old value was first accepted; nil while nothing tells the two apart.
  ///
  /// What was tallied before the replacement was known bears no mark, so a successor that seems
  /// older than the old value is no news: then the first use that was called `previous` is.
  var replaced: Timestamp? {
    guard let firstSuccessor, let firstOld else { return nil }
    return max(firstOld, firstSuccessor)
  }

  /// When the old value began to be refused on each API where it had worked; one API alone (of
  /// several that it is for) is a matter of that API's policy. Where it was never seen to work,
  /// only the word `retired` says it.
  func refusedEverywhere(ofAPIs count: Int) -> Timestamp? {
    guard !lastByAPI.isEmpty else {
      let retired = refusedByAPI.values.joined().filter { $0.outcome == .rejected(.retired) }
      return retired.map(\.first).min()
    }
    guard lastByAPI.count > 1 || count == 1 else { return nil }
    let ends = lastByAPI.map { api, last in UseSpan(refusedByAPI[api] ?? [], after: last)?.first }
    return ends.contains(nil) ? nil : ends.compactMap { $0 }.max()
  }
}
