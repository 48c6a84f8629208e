/// One row of the tally: how often one caller used one key on one API from one place, with one outcome.
package struct Use: Sendable, Equatable {
  /// What kind of request it was; only `request` is evidence of a switch.
  package enum Kind: UInt8, Sendable, BitwiseCopyable {
    case request
    /// To the configured test path, from nobody a caller rule names.
    case tryOut
    /// keywatch's own probe.
    case probe
    /// A preflight, or a path outside the configured APIs.
    case notAttempt
    /// A caller's own, as words say that anybody might have written: a sentence, or a label in free text.
    case weak

    /// Whether a caller made it for itself.
    package var isOwn: Bool { self == .request || self == .weak }
  }
  /// How the caller was recognised.
  package enum Attribution: UInt8, Sendable, BitwiseCopyable {
    case rule, holder, field, unattributed
    /// By address and program: it used the migration's new key from there.
    case learnt
    package var word: String {
      switch self {
      case .rule: "rule"
      case .holder: "holder"
      case .field: "field"
      case .unattributed: "unattributed"
      case .learnt: "learnt"
      }
    }
  }

  /// The caller's name, `unattributed` where nothing says.
  package var caller: String
  /// Index in `Configuration.callers`, nil for a name that only the log knows.
  package var callerIndex: Int?
  package var attribution: Attribution
  /// Index in `Configuration.apis`, nil outside them.
  package var api: Int?
  package var identity: KeyIdentity
  /// The fingerprint (or `key_state: previous`) says it was an earlier value of the key.
  package var previousValue: Bool
  package var outcome: Outcome
  package var kind: Kind
  package var place: Place
  package var count: Int
  /// Of those, answered with a status of 500 or more.
  package var serverErrors: Int
  package var first: Timestamp
  package var last: Timestamp
  /// 5-minute slots with an accepted use below status 500; kept for callers and APIs of migrations only.
  package var slots: SlotBitmap

  package init(
    caller: String, callerIndex: Int? = nil, attribution: Attribution = .rule, api: Int?,
    identity: KeyIdentity, previousValue: Bool = false, outcome: Outcome = .accepted,
    kind: Kind = .request, place: Place = Place(source: "", route: "", userAgent: ""),
    count: Int = 1, serverErrors: Int = 0, first: Timestamp, last: Timestamp,
    slots: SlotBitmap = SlotBitmap()
  ) {
    self.caller = caller
    self.callerIndex = callerIndex
    self.attribution = attribution
    self.api = api
    self.identity = identity
    self.previousValue = previousValue
    self.outcome = outcome
    self.kind = kind
    self.place = place
    self.count = count
    self.serverErrors = serverErrors
    self.first = first
    self.last = last
    self.slots = slots
  }
}

/// One source × route × user agent of a caller: where a copy of a key lives.
package struct Place: Hashable, Sendable {
  package var source: String
  /// The path below the API with ids folded to `{id}`.
  package var route: String
  /// The user agent's name without its trailing /version.
  package var userAgent: String

  package init(source: String, route: String, userAgent: String) {
    self.source = source
    self.route = route
    self.userAgent = userAgent
  }
}
