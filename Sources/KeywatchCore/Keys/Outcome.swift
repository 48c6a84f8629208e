/// Why a request was rejected.
package enum Reason: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case missing = 1
  case malformed, unknown, retired, scope, activeRefused, plainHTTP, unspecified

  /// The word in data.
  package var word: String {
    switch self {
    case .missing: "missing"
    case .malformed: "malformed"
    case .unknown: "unknown"
    case .retired: "retired"
    case .scope: "scope"
    case .activeRefused: "active_refused"
    case .plainHTTP: "plain_http"
    case .unspecified: "unspecified"
    }
  }
}

/// What became of a request.
package enum Outcome: Hashable, Sendable {
  case accepted
  case rejected(Reason)

  package var isAccepted: Bool { self == .accepted }
}
