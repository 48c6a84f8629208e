/// Somebody who worked on an API and has been refused there since, without one success.
struct Refusal: Sendable, Equatable {
  let api: Int
  let origin: Origin
  /// Whom the last success is attributed to.
  let caller: String
  /// The key of the last success; what is presented now may have no name in the log.
  let key: KeyIdentity
  let span: UseSpan

  /// All of them, oldest first. Probes and try-outs are refused on purpose and are left out.
  static func all(_ observed: Observed) -> [Refusal] {
    var numbers: [Site: Int] = [:]
    var histories: [History] = []
    for (number, use) in observed.uses.enumerated() where use.kind.isOwn {
      guard let api = use.api else { continue }
      let site = Site(api: api, origin: Origin(use.place))
      let history = numbers[site] ?? histories.count
      if history == histories.count {
        numbers[site] = history
        histories.append(History())
      }
      histories[history].add(number, observed.uses)
    }
    return histories.compactMap { $0.refusal(observed.uses) }.sorted(by: precedes)
  }

  private struct Site: Hashable {
    let api: Int
    let origin: Origin
  }

  /// What one origin did on one API, as far as it takes to see that it worked and is refused:
  /// numbers of uses.
  private struct History {
    private var success: Int?
    private var refusals: [Int] = []

    /// Notes the use with this number.
    mutating func add(_ number: Int, _ uses: [Use]) {
      let use = uses[number]
      if use.outcome.isAccepted {
        if success.map({ History.isNewer(use, than: uses[$0]) }) ?? true { success = number }
      } else if use.identity != .keyless, use.outcome != .rejected(.plainHTTP) {
        refusals.append(number)
      }
    }

    private static func isNewer(_ a: Use, than b: Use) -> Bool {
      (a.last, a.identity, a.caller) > (b.last, b.identity, b.caller)
    }

    /// What was refused after the last success; nil where there is no success or nothing came after.
    func refusal(_ uses: [Use]) -> Refusal? {
      guard let success, !refusals.isEmpty else { return nil }
      let last = uses[success]
      guard let api = last.api, let span = UseSpan(refusals.map { uses[$0] }, after: last.last)
      else { return nil }
      return Refusal(
        api: api, origin: Origin(last.place), caller: last.caller, key: last.identity, span: span)
    }
  }

  private static func precedes(_ a: Refusal, _ b: Refusal) -> Bool {
    (a.span.first, a.api, a.origin.source, a.origin.userAgent)
      < (b.span.first, b.api, b.origin.source, b.origin.userAgent)
  }
}
