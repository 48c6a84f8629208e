/// What a server makes of a request's key: the answer, and what it says about it in its log.
package struct KeyDecision: Sendable, Equatable {
  /// 200, 401 or 403; 404 for a path outside the APIs, which no key opens or closes.
  package var status: Int
  package var outcome: Outcome
  package var identity: KeyIdentity
  package var state: Key.State?
  /// Of a known value its own, of an unknown one an HMAC; nil where nothing was presented.
  package var fingerprint: Fingerprint?
  package var shape: KeyShape

  package init(
    status: Int, outcome: Outcome, identity: KeyIdentity, state: Key.State? = nil,
    fingerprint: Fingerprint? = nil, shape: KeyShape
  ) {
    self.status = status
    self.outcome = outcome
    self.identity = identity
    self.state = state
    self.fingerprint = fingerprint
    self.shape = shape
  }

  /// The word of `auth.reason`.
  package var reason: String {
    switch outcome {
    case .accepted: "ok"
    case .rejected(let reason): reason.word
    }
  }
}
