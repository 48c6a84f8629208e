/// Everything an operator can say about the system that is watched; a value handed to those who need it.
package struct Configuration: Sendable, Equatable {
  package var name: String
  package var header: String
  package var sources: [SourceDeclaration]
  package var trustedProxies: [TrustedProxy]
  /// The test endpoint's path: requests to it are try-outs.
  package var test: String
  package var apis: [APIGroup]
  package var keys: [Key]
  package var callers: [Caller]
  package var migrations: [Migration]
  package var evidence: EvidenceLimits
  package var retention: Retention
  /// Fingerprints of keys that were published: never to be in use.
  package var exposed: [Fingerprint]
  /// Log field names of the operator's own: our field (`key`, `source` …) → dotted path in the log.
  package var fields: [String: String]

  package init(
    name: String, header: String = "X-API-Key", sources: [SourceDeclaration] = [],
    trustedProxies: [TrustedProxy] = [], test: String = "", apis: [APIGroup], keys: [Key],
    callers: [Caller] = [], migrations: [Migration] = [], evidence: EvidenceLimits = .init(),
    retention: Retention = .init(), exposed: [Fingerprint] = [], fields: [String: String] = [:]
  ) {
    self.name = name
    self.header = header
    self.sources = sources
    self.trustedProxies = trustedProxies
    self.test = test
    self.apis = apis
    self.keys = keys
    self.callers = callers
    self.migrations = migrations
    self.evidence = evidence
    self.retention = retention
    self.exposed = exposed
    self.fields = fields
  }

  /// All identities a report lists, configured keys first, then `unknown`, `none`, `unlabelled`.
  package var identities: [KeyIdentity] {
    keys.indices.map(KeyIdentity.init(key:)) + [.unknown, .keyless, .unlabelled]
  }
}

/// A place log lines come from, as configured.
package enum SourceDeclaration: Hashable, Sendable {
  case file(String)
  case command(String)
}

/// A peer whose forwarded address is believed.
package enum TrustedProxy: Hashable, Sendable {
  case block(AddressBlock)
  /// The platform's own proxy: one private address carries everything.
  case platform
}

/// A configured API key. Its value is never here, only fingerprints.
package struct Key: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable { case active, previous, retired }

  package var name: String
  /// The environment variable that holds its value.
  package var environment: String?
  /// Other names a server's log may call it; `name` and `environment` count too.
  package var labels: [String]
  /// Indices in `Configuration.apis`.
  package var apis: [Int]
  package var holder: String?
  package var fingerprint: Fingerprint?
  /// Fingerprints of earlier values under the same name (`WEBHOOK_API_KEY_PREVIOUS`).
  package var previousFingerprints: [Fingerprint]
  package var state: State
  /// The date it was made, and the age it may reach, in seconds.
  package var since: Timestamp?
  package var maximumAge: Int64?

  package init(
    name: String, environment: String? = nil, labels: [String] = [], apis: [Int],
    holder: String? = nil, fingerprint: Fingerprint? = nil,
    previousFingerprints: [Fingerprint] = [], state: State = .active, since: Timestamp? = nil,
    maximumAge: Int64? = nil
  ) {
    self.name = name
    self.environment = environment
    self.labels = labels
    self.apis = apis
    self.holder = holder
    self.fingerprint = fingerprint
    self.previousFingerprints = previousFingerprints
    self.state = state
    self.since = since
    self.maximumAge = maximumAge
  }
}

/// Who sends requests, and how to recognise it.
package struct Caller: Hashable, Sendable {
  package enum Role: String, Sendable, CaseIterable {
    case caller
    /// Our own try-outs: tallied, never evidence.
    case `operator`
  }
  /// One way to recognise a caller; texts match ignoring case, `*` stands for anything.
  package enum Match: Hashable, Sendable {
    case client(String)
    case host(String)
    case userAgent(String)
    case referer(String)
    case source(AddressBlock)
  }
  package var name: String
  package var role: Role
  /// Any one of them is enough.
  package var match: [Match]

  package init(name: String, role: Role = .caller, match: [Match]) {
    self.name = name
    self.role = role
    self.match = match
  }
}

/// The move of a caller from one key to another on one API; indices into the configuration's lists.
package struct Migration: Hashable, Sendable {
  package var caller: Int
  package var api: Int
  package var from: Int
  package var to: Int

  package init(caller: Int, api: Int, from: Int, to: Int) {
    self.caller = caller
    self.api = api
    self.from = from
    self.to = to
  }
}

/// The limits of the verdict; durations in seconds.
package struct EvidenceLimits: Hashable, Sendable {
  package var shareLimit = 0.01
  package var provisionalLimit = 0.05
  package var floor: Int64 = 86_400
  package var floorShort: Int64 = 7 * 86_400
  package var lookBack: Int64 = 14 * 86_400
  package var propagation: Int64 = 120

  package init() {}
}

/// How long tallies are kept; seconds.
package struct Retention: Hashable, Sendable {
  package var minutes: Int64 = 7 * 86_400
  package var hours: Int64 = 90 * 86_400
  package var days: Int64 = 400 * 86_400

  package init() {}
}
