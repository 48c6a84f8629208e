extension Waiver {
  /// Whether a place is the one that was waived: `SOURCE [ROUTE [USER_AGENT]]`, missing parts match all.
  package func covers(_ other: Place) -> Bool {
    let parts = place.split(separator: " ", maxSplits: 2).map(String.init)
    guard let source = parts.first, source == other.source else { return false }
    return (parts[safe: 1].map { $0 == other.route } ?? true)
      && (parts[safe: 2].map { $0 == other.userAgent } ?? true)
  }
}
