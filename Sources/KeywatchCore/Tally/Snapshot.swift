/// What the tally says at one instant: rows ready to be shown or written, and nothing of the hot path.
package struct Snapshot: Sendable {
  package var configuration: Configuration
  package var lines = LineCounts()
  /// First and last event time of all decoded requests; nil while there is none.
  package var first: Timestamp?
  package var last: Timestamp?
  package var accepted = 0
  package var rejected = 0
  package var notAttemptsAccepted = 0
  package var notAttemptsRejected = 0
  /// One row per identity, in the order of `Configuration.identities`.
  package var keys: [KeyRow] = []
  package var rejections = Rejections()
  /// Sorted by count, then name.
  package var callers: [CallerRow] = []
  package var exposures: [Exposure] = []
  package var uses: [Use] = []
  package var migrations: [MigrationStatus] = []
  package var policies: [PolicyObservation] = []
  /// Most severe first, then by count.
  package var alarms: [Alarm] = []
  /// One row per place lines come from.
  package var coverage: [Coverage] = []
  package var timeline = Timeline()
  /// When servers started, oldest first.
  package var marks: [Timestamp] = []
  /// The newest decoded lines, oldest first; live runs only.
  package var log: [LogEntry] = []
  /// What the operator says, oldest first: only where it comes from a state.
  package var notes: [Note] = []
  package var waivers: [Waiver] = []
  /// How the steps came to where they are, oldest first: only where it comes from a state.
  package var transitions: [StepTransition] = []
  /// The first line of the input that was not understood, per reason, masked.
  package var undecodedExamples: [UndecodedExample] = []

  package init(configuration: Configuration) { self.configuration = configuration }

  package var requests: Int { accepted + rejected }
}

/// What became of the records read; `read` is the sum of the others.
package struct LineCounts: Sendable, Equatable {
  package var decoded = 0
  package var merged = 0
  package var suspect = 0
  package var outside = 0
  package var blank = 0
  /// Indexed by `Undecoded.rawValue`.
  package var undecodedByReason = [Int](repeating: 0, count: Undecoded.allCases.count)

  package init() {}

  package var undecoded: Int { undecodedByReason.reduce(0, +) }
  package var read: Int { decoded + merged + suspect + outside + blank + undecoded }
}

/// Why a record is not a request.
package enum Undecoded: Int, CaseIterable, Sendable {
  case notARequest, malformed, fragment, oversize, nulHole, ambiguous, unterminated

  /// The word in data.
  package var word: String {
    switch self {
    case .notARequest: "not_a_request"
    case .malformed: "malformed"
    case .fragment: "fragment"
    case .oversize: "oversize"
    case .nulHole: "nul_hole"
    case .ambiguous: "ambiguous"
    case .unterminated: "unterminated"
    }
  }
}

/// A line that was not understood, masked and cut.
package struct UndecodedExample: Sendable, Equatable {
  package var reason: Undecoded
  package var text: [UInt8]
}

/// What one key identity did.
package struct KeyRow: Sendable, Equatable {
  package var identity: KeyIdentity
  package var name: String
  package var fingerprint: Fingerprint?
  package var accepted = 0
  package var rejected = 0
  package var first: Timestamp?
  package var last: Timestamp?
  /// Per configured API, by index: accepted and rejected.
  package var apis: [APICounts] = []
  /// For `unknown`: how many different values were presented (about, beyond 4,096).
  package var distinct: Int?
  package var isDistinctApproximate = false

  package var requests: Int { accepted + rejected }
}

/// Accepted and rejected requests of one key on one API.
package struct APICounts: Sendable, Equatable {
  package var accepted = 0
  package var rejected = 0
}

/// All rejected attempts.
package struct Rejections: Sendable, Equatable {
  package var total = 0
  /// Only reasons that occurred, most frequent first.
  package var reasons: [(reason: Reason, count: Int)] = []
  /// Most rejected first, then by address.
  package var sources: [RejectedSource] = []
  /// How many further sources there were.
  package var others = 0
  package var isOthersApproximate = false

  package static func == (a: Rejections, b: Rejections) -> Bool {
    a.total == b.total && a.sources == b.sources && a.others == b.others
      && a.reasons.elementsEqual(b.reasons, by: ==)
  }
}

/// One address whose attempts were rejected.
package struct RejectedSource: Sendable, Equatable {
  package enum Kind: String, Sendable { case guessing, stuck, mixed, single }
  package var source: String
  package var rejected: Int
  package var distinctKeys: Int
  package var reasons: [(reason: Reason, count: Int)]
  /// The earliest moment there is where no line said when it was (`isTimed`).
  package var first: Timestamp
  package var last: Timestamp
  package var kind: Kind
  /// Of its newest attempt: user agent, API index, reason and fingerprint (an HMAC for unknown values).
  package var userAgent: String
  package var api: Int?
  package var caller: String
  package var lastReason: Reason
  package var lastFingerprint: Fingerprint?
  package var lastIdentity: KeyIdentity
  /// Whether `distinctKeys` is an estimate.
  package var isDistinctApproximate = false

  /// False where no line said when it was.
  package var isTimed: Bool { first.milliseconds != .min }

  package static func == (a: RejectedSource, b: RejectedSource) -> Bool {
    a.source == b.source && a.rejected == b.rejected && a.distinctKeys == b.distinctKeys
      && a.first == b.first && a.last == b.last && a.kind == b.kind
      && a.reasons.elementsEqual(b.reasons, by: ==)
  }
}

/// What one caller did, per key.
package struct CallerRow: Sendable, Equatable {
  package struct KeyUse: Sendable, Equatable {
    package var identity: KeyIdentity
    package var accepted = 0
    package var rejected = 0
    /// Of accepted requests.
    package var first: Timestamp?
    package var last: Timestamp?
  }
  package var caller: String
  package var index: Int?
  package var isOperator: Bool
  /// In the order of `Configuration.identities`, only those that occurred.
  package var keys: [KeyUse]

  package var requests: Int { keys.reduce(0) { $0 + $1.accepted + $1.rejected } }
  package func use(of identity: KeyIdentity) -> KeyUse? { keys.first { $0.identity == identity } }
}

/// A raw key that stood in the log.
package struct Exposure: Sendable, Equatable {
  package var identity: KeyIdentity
  package var count: Int
  package var first: Timestamp?
  package var last: Timestamp?
}

/// One decoded line as the live log shows it, masked and cut; what could drive a terminal is still in it.
package struct LogEntry: Sendable, Equatable {
  package var time: Timestamp?
  package var identity: KeyIdentity
  package var outcome: Outcome
  package var status: Int?
  package var method: String
  package var path: String
  package var caller: String
  package var source: String
  package var userAgent: String
  package var durationMilliseconds: Double?
}
