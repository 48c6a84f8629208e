/// The rule by which a server lets keys in: who presented it, and what that one may do.
///
/// A presented value is compared with all known ones (active, previous and retired), then
/// authorised for the API. Neither takes a shorter way for a value that is nearly right.
package struct KeyPolicy: Sendable {
  /// How the founding document's "priority order" is read.
  package enum Mode: String, CaseIterable, Sendable {
    /// It is the order of identification: during the move both keys work.
    case both
    /// It names the one key an API expects: the first one that is set. Nothing else is known to the
    /// server.
    case literal
  }
  /// What a key may do on an API.
  private enum Grant { case refused, granted, whileShared }

  package let mode: Mode
  package let sharedAcceptance: SharedAcceptance
  package let ring: KeyRing
  /// By key, then by API.
  private let grants: [[Grant]]
  /// Retired keys that still have a name; they stay listed as tripwires.
  private let tripwires: [(fingerprint: Fingerprint, identity: KeyIdentity)]

  /// A policy for the keys, APIs and migrations of `configuration`, with the values of `ring`.
  package init(
    _ configuration: Configuration, ring: KeyRing, mode: Mode = .both,
    sharedAcceptance: SharedAcceptance = .always
  ) {
    self.ring = ring
    self.mode = mode
    self.sharedAcceptance = sharedAcceptance
    grants = configuration.keys.indices.map { key in
      configuration.apis.indices.map { api in
        guard configuration.keys[key].apis.contains(api) else { return .refused }
        let isLeft = configuration.migrations.contains { $0.api == api && $0.from == key }
        return isLeft ? .whileShared : .granted
      }
    }
    let named = configuration.keys.enumerated().compactMap { index, key in
      key.state == .retired ? key.fingerprint.map { ($0, KeyIdentity(key: index)) } : nil
    }
    tripwires = named + ring.retired.map { ($0, .unknown) }
  }

  /// The known value that was presented. Should several keys share it, one that opens `api` is
  /// meant.
  package func identify(_ presented: PresentedKey, api: Int?, at now: Timestamp) -> KeyRing.Value? {
    guard let digest = presented.digest else { return nil }
    var found: KeyRing.Value?
    var foundOpens = false
    for value in ring.values {
      let opens = opens(value, api, at: now)
      if value.digest.matches(digest), found == nil || opens && !foundOpens {
        found = value
        foundOpens = opens
      }
    }
    return found
  }

  /// What becomes of a request to `api` (an index in `Configuration.apis`, nil outside them).
  package func decide(_ presented: PresentedKey, api: Int?, at now: Timestamp) -> KeyDecision {
    var decision =
      switch mode {
      case .both: decideByTable(presented, api, at: now)
      case .literal: decideLiterally(presented, api)
      }
    if api == nil {
      decision.status = 404
      decision.outcome = .accepted
    }
    return decision
  }

  private func decideByTable(
    _ presented: PresentedKey, _ api: Int?, at now: Timestamp
  ) -> KeyDecision {
    guard let digest = presented.digest else { return refuse(presented, .missing) }
    let value = identify(presented, api: api, at: now)
    let retired = retiredIdentity(of: digest.fingerprint) ?? retiredIdentity(of: value)
    var known = KeyDecision(
      status: 401, outcome: .rejected(.retired), identity: retired ?? .unknown, state: .retired,
      fingerprint: digest.fingerprint, shape: .ok)
    if retired != nil { return known }
    guard let value else {
      return refuse(presented, presented.shape == .ok ? .unknown : .malformed)
    }
    let opens = opens(value, api, at: now)
    known.status = opens ? 200 : 403
    known.outcome = opens ? .accepted : .rejected(.scope)
    known.identity = KeyIdentity(key: value.key)
    known.state = value.state
    return known
  }

  private func retiredIdentity(of fingerprint: Fingerprint) -> KeyIdentity? {
    var found: KeyIdentity?
    for tripwire in tripwires where tripwire.fingerprint == fingerprint {
      found = max(found ?? .unknown, tripwire.identity)
    }
    return found
  }

  private func retiredIdentity(of value: KeyRing.Value?) -> KeyIdentity? {
    value.flatMap { $0.state == .retired ? KeyIdentity(key: $0.key) : nil }
  }

  private func decideLiterally(_ presented: PresentedKey, _ api: Int?) -> KeyDecision {
    guard let digest = presented.digest else { return refuse(presented, .missing) }
    guard let expected = expected(on: api), expected.digest.matches(digest) else {
      return refuse(presented, .unknown)
    }
    return KeyDecision(
      status: 200, outcome: .accepted, identity: KeyIdentity(key: expected.key), state: .active,
      fingerprint: digest.fingerprint, shape: .ok)
  }

  private func refuse(_ presented: PresentedKey, _ reason: Reason) -> KeyDecision {
    KeyDecision(
      status: 401, outcome: .rejected(reason),
      identity: presented.digest == nil ? .keyless : .unknown, fingerprint: presented.alias,
      shape: presented.shape)
  }

  /// The present value of the first configured key that has one and is for `api`.
  private func expected(on api: Int?) -> KeyRing.Value? {
    ring.values.filter { $0.state == .active && grant($0.key, api) != .refused }
      .min { $0.key < $1.key }
  }

  private func opens(_ value: KeyRing.Value, _ api: Int?, at now: Timestamp) -> Bool {
    guard value.state != .retired else { return false }
    return switch grant(value.key, api) {
    case .refused: false
    case .granted: true
    case .whileShared: sharedAcceptance.holds(at: now)
    }
  }

  private func grant(_ key: Int, _ api: Int?) -> Grant {
    guard let api, let row = grants[safe: key] else { return .refused }
    return row[safe: api] ?? .refused
  }
}
