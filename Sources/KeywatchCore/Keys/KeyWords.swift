/// What the words of a log say about a key, where it is not a configured name.
enum KeyWords {
  /// Whether an outcome's word means a refusal (`rejected`, `false`, `denied`); nil if it says neither.
  @inline(__always)
  static func isRejected(_ value: Bytes, _ kind: Record.Kind) -> Bool? {
    switch kind {
    case .yes: return false
    case .no: return true
    case .null, .number: return nil
    case .string: break
    }
    if value.equals("accepted") { return false }
    if value.equals("rejected") { return true }
    return wordIsRejected(value)
  }

  private static func wordIsRejected(_ value: Bytes) -> Bool? {
    let no: [StaticString] = [
      "false", "denied", "deny", "failed", "failure", "fail", "unauthorized", "forbidden",
      "refused",
      "invalid", "rejected",
    ]
    let yes: [StaticString] = [
      "true", "ok", "success", "allowed", "allow", "authorized", "authenticated", "accepted",
      "granted",
    ]
    if no.contains(where: value.equalsIgnoringCase) { return true }
    return yes.contains(where: value.equalsIgnoringCase) ? false : nil
  }

  /// The reason a word or a sentence about a key names, nil for `ok` and for what we do not know.
  static func reason(_ value: Bytes) -> Reason? {
    if let (reason, _) = reasons.first(where: { $0.1.contains(where: value.equalsIgnoringCase) }) {
      return reason
    }
    guard value.count >= 7, KeyEvent.isRejected(value) == true else { return nil }
    return KeyEvent.reason(value)
  }

  private static let reasons: [(Reason, [StaticString])] = [
    (
      .missing,
      [
        "missing", "missing_key", "missing_api_key", "no_key", "no_api_key", "missing_credentials",
        "missing_header",
      ]
    ),
    (.malformed, ["malformed", "malformed_key", "bad_format"]),
    (
      .unknown,
      ["unknown", "invalid", "invalid_key", "invalid_api_key", "unknown_key", "wrong_key"]
    ),
    (.retired, ["retired", "expired", "revoked", "disabled", "expired_key", "revoked_key"]),
    (.scope, ["scope", "out_of_scope", "wrong_scope", "insufficient_scope"]),
    (.activeRefused, ["active_refused"]),
    (.plainHTTP, ["plain_http", "http"]),
  ]

  /// What a reason says about the key where nothing else does.
  static func identity(_ reason: Reason) -> KeyIdentity {
    switch reason {
    case .missing: .keyless
    case .malformed, .unknown, .retired: .unknown
    default: .unlabelled
    }
  }
}
