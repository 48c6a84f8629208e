/// Which key policy a server runs on one API, as its traffic shows it.
package struct PolicyObservation: Sendable, Equatable {
  package enum Policy: String, Sendable, CaseIterable {
    case both, literal
    case dedicatedOnly = "dedicated_only"
    case sharedOnly = "shared_only"
    case rotated, unknown
  }
  package var api: String
  package var policy: Policy
  package var since: Timestamp?

  package init(api: String, policy: Policy, since: Timestamp?) {
    self.api = api
    self.policy = policy
    self.since = since
  }
}
