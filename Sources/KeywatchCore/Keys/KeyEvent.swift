/// Names of events about keys (`invalid_api_key_attempt`, `auth_success`, `API key validated for …`), in English and
/// Portuguese; `_`, `-` and `.` are blanks.
enum KeyEvent {
  /// Bytes that are looked at.
  static let limit = 512

  /// Whether the event is a refusal; nil where it is not about a key of ours, or does not say what became of it.
  static func isRejected(_ event: Bytes) -> Bool? {
    guard event.count <= limit, isAboutKey(event), !event.containsWord(of: outbound) else {
      return nil
    }
    if event.containsWord(of: refusals) { return true }
    return event.containsWord(of: acceptances) ? false : nil
  }

  /// The reason the event names; nil where it names none, or several.
  static func reason(_ event: Bytes) -> Reason? {
    guard event.count <= limit else { return nil }
    let isMissing = event.containsWord(of: missing)
    let isUnknown = event.containsWord(of: unknown)
    if isMissing, isUnknown { return nil }
    if isMissing { return .missing }
    if event.containsWord(of: retired) { return .retired }
    if event.containsWord(of: scope) { return .scope }
    if event.containsWord("malformed") { return .malformed }
    return isUnknown ? .unknown : nil
  }

  /// Whether the words are about keys, or about letting somebody in.
  static func isAboutKey(_ event: Bytes) -> Bool {
    if event.containsWord(of: subjects) { return true }
    guard event.count > 4, event.first(4).equalsIgnoringCase("auth") else {
      return event.first(19).equalsIgnoringCase("unauthorized access")
    }
    // Not those of authors.
    let isWord = event[4] | 0x20 &- 0x61 >= 26
    return isWord || event.first(11).containsWord(of: ["authenticat", "authoriz", "authoris"])
  }

  private static let subjects: [StaticString] = ["api key", "apikey", "chave de api"]
  /// Of a request that we sent ourselves.
  private static let outbound: [StaticString] = [
    "upstream", "provider", "openai", "anthropic", "returned", "responded", "outgoing", "outbound",
  ]
  private static let missing: [StaticString] = [
    "missing", "without", "no api key", "absent", "not provided", "required", "ausente", "sem api",
  ]
  private static let unknown: [StaticString] = [
    "invalid", "unknown", "wrong", "incorrect", "mismatch", "not valid", "not found",
    "not recogni", "inv\u{e1}lid",
  ]
  private static let retired: [StaticString] = [
    "expired", "revoked", "retired", "disabled", "expirada", "revogada",
  ]
  private static let scope: [StaticString] = [
    "scope", "not allowed", "not permitted", "insufficient",
  ]
  private static let refusals: [StaticString] =
    missing + unknown + retired + scope + [
      "malformed", "rejected", "denied", "fail", "unauthorized", "refused", "forbidden", "blocked",
      "not authorized", "not accepted", "rejeitad", "negado", "recusad",
    ]
  private static let acceptances: [StaticString] = [
    "success", "succeeded", "authenticated", "validated", "verified", "accepted", "valid",
    "auth ok", "autenticad", "aceit",
  ]
}
