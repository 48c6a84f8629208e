/// Names of events about keys (`invalid_api_key_attempt`, `auth_success`, `API key validated for …`).
enum KeyEvent {
  /// Whether the event is a refusal; nil where it is not about a key, or does not say what became of it.
  static func isRejected(_ event: Bytes) -> Bool? {
    guard event.count <= 512 else { return nil }
    let text = event.text.lowercased()
    guard
      text.contains("api key") || text.contains("api_key") || text.contains("apikey")
        || text.hasPrefix("auth")
    else { return nil }
    if refusals.contains(where: text.contains) { return true }
    return acceptances.contains(where: text.contains) ? false : nil
  }

  /// The reason the event names.
  static func reason(_ event: Bytes) -> Reason? {
    guard event.count <= 512 else { return nil }
    let text = event.text.lowercased()
    if text.contains("missing") || text.contains("without") { return .missing }
    if text.contains("expired") || text.contains("revoked") { return .retired }
    if text.contains("scope") { return .scope }
    return text.contains("invalid") || text.contains("unknown") ? .unknown : nil
  }

  private static let refusals = [
    "invalid", "missing", "without", "rejected", "denied", "fail", "unauthorized", "expired",
    "revoked", "refused", "unknown", "scope",
  ]
  private static let acceptances = [
    "success", "succeeded", "authenticated", "validated", "verified", "accepted", "valid",
  ]
}
