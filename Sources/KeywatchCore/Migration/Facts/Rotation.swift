/// What is known of the old value of a migration's `from` key, on all APIs: who still uses it, and
/// whether it has been replaced or refused.
///
/// The old value is what a fingerprint called `previous`; as long as nothing did, it is the key
/// itself.
struct Rotation: Sendable {
  /// One caller's place on one API.
  struct User: Sendable {
    let caller: String
    let isKnown: Bool
    let api: Int
    var facts: PlaceFacts
  }

  /// Whether fingerprints can tell the old value from its successor; labels alone cannot.
  let canTell: Bool
  /// Who still uses the old value, most used first.
  private(set) var users: [User] = []
  /// Newest accepted use of the old value.
  let lastAccepted: Timestamp?
  /// When it was replaced or began to be refused everywhere.
  let began: Timestamp?
  /// Who worked with the key and is refused since then.
  let broken: [Refusal]

  init(
    _ migration: Migration, _ observed: Observed, _ attribution: CallerAttribution,
    _ refusals: [Refusal]
  ) {
    let key = observed.configuration.keys[safe: migration.from]
    let from = KeyIdentity(key: migration.from)
    let hasPrevious = observed.uses.contains { $0.identity == from && $0.previousValue }
    canTell = hasPrevious || key?.fingerprint != nil || key?.previousFingerprints.isEmpty == false
    let ends = RotationEnds(from, observed, hasPrevious: hasPrevious)
    lastAccepted = ends.lastAccepted
    let retired =
      key?.state == .retired ? ends.lastAccepted ?? observed.silence.covered.start : nil
    let began = [ends.replaced, ends.refusedEverywhere(ofAPIs: key?.apis.count ?? 0), retired]
      .compactMap { $0 }.min()
    self.began = began
    broken = refusals.filter { refusal in
      began.map { refusal.key == from && refusal.span.last > $0 } ?? false
    }
    if !isOver(observed.now) {
      users = Self.users(observed, attribution) { use in
        use.identity == from && (!hasPrevious || use.previousValue)
      }
    }
  }

  /// Since when the old value has not been accepted any more; nil while it is, or nothing tells.
  func retired(_ observed: Observed) -> Timestamp? {
    guard let began else { return nil }
    let last = lastAccepted ?? began
    if last.since(began) <= Timestamp(seconds: observed.limits.propagation).milliseconds {
      return began
    }
    return isOver(observed.now) ? last : nil
  }

  /// Whether the old value had no accepted use for 24 h after its refusal or replacement.
  func isOver(_ now: Timestamp) -> Bool {
    guard let began else { return false }
    return now.since(max(began, lastAccepted ?? began)) >= 86_400_000
  }

  /// How many callers would break; addresses of nobody known count one by one.
  var callers: Int {
    Set(users.map { $0.isKnown ? "c \($0.caller)" : "a \($0.facts.place.source)" }).count
  }

  private struct Site: Hashable {
    let caller: String
    let api: Int
    let place: Place
  }

  private static func users(
    _ observed: Observed, _ attribution: CallerAttribution, isOld: (Use) -> Bool
  ) -> [User] {
    var numbers: [Site: Int] = [:]
    var users: [User] = []
    var others: [(number: Int, site: Site, by: Use.Attribution)] = []
    for (number, mark) in attribution.marks.enumerated() {
      let use = observed.uses[number]
      guard use.kind.isOwn, use.outcome.isAccepted, use.identity.keyIndex != nil,
        let api = use.api
      else { continue }
      let by = mark ?? use.attribution
      let caller = mark == nil ? use.caller : attribution.caller
      let site = Site(caller: caller, api: api, place: use.place)
      guard isOld(use) else {
        others.append((number, site, by))
        continue
      }
      let user = numbers[site] ?? users.count
      if user == users.count {
        numbers[site] = user
        users.append(
          User(
            caller: caller, isKnown: by != .unattributed, api: api,
            facts: PlaceFacts(place: use.place, by: by)))
      }
      users[user].facts.add(use.withoutErrors, isOld: true, by: by)
    }
    for (number, site, by) in others {
      guard let user = numbers[site] else { continue }
      users[user].facts.add(observed.uses[number], isOld: false, by: by)
    }
    return users.filter { $0.facts.state(observed.silence).isOpen }.sorted(by: precedes)
  }

  private static func precedes(_ a: User, _ b: User) -> Bool {
    if a.facts.count != b.facts.count { return a.facts.count > b.facts.count }
    return (a.caller, a.api, a.facts.place) < (b.caller, b.api, b.facts.place)
  }
}

extension Use {
  /// A key that a failing server accepts is in use all the same.
  fileprivate var withoutErrors: Use {
    var use = self
    use.serverErrors = 0
    return use
  }
}
