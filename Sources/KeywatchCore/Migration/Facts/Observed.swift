/// What of the evidence may count: the operator's own requests and what is no attempt are left out.
struct Observed: Sendable {
  let configuration: Configuration
  let uses: [Use]
  let silence: Silence
  /// Whether the lines bore times.
  let hasTimes: Bool
  /// Why there is no request to judge by; nil where there is one.
  let missing: MissingRequests?
  /// The private address that every request comes from, as if through a proxy; nil without one.
  let proxy: String?

  init(_ evidence: Evidence) {
    let configuration = evidence.configuration
    self.configuration = configuration
    uses = evidence.uses.filter { use in
      use.kind != .notAttempt
        && use.callerIndex.flatMap { configuration.callers[safe: $0] }?.role != .operator
    }
    silence = Silence(
      covered: CoveredTime(evidence.coverage, first: evidence.first, last: evidence.last),
      limits: configuration.evidence, now: evidence.now)
    hasTimes = evidence.first != nil || evidence.uses.isEmpty
    missing = MissingRequests(evidence.uses, evidence.lines)
    let address = uses.first?.place.source ?? ""
    let isAlone = uses.allSatisfy { $0.place.source == address }
    proxy = isAlone && Address(address)?.isPrivate == true ? address : nil
  }

  var now: Timestamp { silence.now }
  var limits: EvidenceLimits { silence.limits }

  /// The name of the API with this index.
  func api(_ index: Int?) -> String {
    index.flatMap { configuration.apis[safe: $0]?.name } ?? "other paths"
  }

  /// The name of the key with this index.
  func key(_ index: Int) -> String { configuration.keys[safe: index]?.name ?? "unknown" }
}
