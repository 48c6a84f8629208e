extension Request {
  /// Whether an earlier line may be about it: a sentence that names neither path nor id is about what follows it.
  var canLookBack: Bool { traits.hasStatus || traits.path != 0 || traits.id != 0 }

  /// One request of what two lines say of it: the access line's answer counts, and each gives what the other leaves out.
  func joined(with other: Request) -> Request {
    // Of two answers that one program logs the later is the one that was sent.
    let isAccess =
      traits.hasStatus && !(other.traits.hasStatus && traits.producer == other.traits.producer)
      || !other.traits.hasStatus
    let (access, words) = isAccess ? (self, other) : (other, self)
    var request = access
    if !request.hasOwnTime, words.hasOwnTime {
      (request.time, request.hasOwnTime) = (words.time, true)
    }
    request.innerTime = request.innerTime ?? words.innerTime
    if request.traits.path == 0 {
      (request.api, request.place.route, request.kind) = (words.api, words.place.route, words.kind)
      request.traits.path = words.traits.path
    }
    if request.traits.method == 0 { request.traits.method = words.traits.method }
    if request.traits.id == 0 { request.traits.id = words.traits.id }
    if request.address.map(\.isPrivate) ?? true, let address = words.address {
      request.address = address
    }
    if request.agent == 0 {
      (request.agent, request.place.family) = (words.agent, words.place.family)
    }
    // A sentence calls a key invalid where none came, too: a label that says so knows better.
    let isKnownKeyless = request.finding.basis == .label && request.finding.identity == .keyless
    let isBetter = words.finding.identity.weight > request.finding.identity.weight
    if isBetter, !(isKnownKeyless && words.traits.isWeak) {
      request.finding = words.finding
      request.traits.isWeak = false
    }
    if request.attribution.rawValue > words.attribution.rawValue {
      (request.caller, request.attribution) = (words.caller, words.attribution)
    }
    if let reason = request.reason, reason == .unspecified {
      request.reason = words.reason ?? reason
    }
    request.traits.hasStatus = access.traits.hasStatus
    request.traits.hasOutcome = access.traits.hasOutcome || words.traits.hasOutcome
    return request
  }
}

extension KeyIdentity {
  /// How much it says of the key: one of ours, some other, none, nothing.
  fileprivate var weight: Int {
    if keyIndex != nil { return 3 }
    switch self {
    case .unknown: return 2
    case .keyless: return 1
    default: return 0
    }
  }
}
