/// Why nothing can be told about a migration; the words of the contract.
enum Doubt: String, CaseIterable {
  case rejectionsOnly = "rejections_only"
  case noLabels = "no_labels"
  case oneAddress = "one_address"
  case noTimes = "no_times"
  case sameLabel = "same_label"

  /// All that apply, in the order of the cases.
  static func all(
    _ migration: Migration, _ observed: Observed, _ facts: CallerFacts, hasOneAddress: Bool
  ) -> [Doubt] {
    let holds: [Doubt: Bool] = [
      .rejectionsOnly: !observed.uses.isEmpty
        && !observed.uses.contains { $0.outcome.isAccepted },
      .noLabels: hasNoLabels(facts),
      .oneAddress: hasOneAddress,
      .noTimes: !observed.hasTimes,
      .sameLabel: sharesLabel(migration, observed.configuration),
    ]
    return allCases.filter { holds[$0] == true }
  }

  /// The caller's accepted requests on the API (anybody's where it has none) name no key at all.
  private static func hasNoLabels(_ facts: CallerFacts) -> Bool {
    let rows = facts.ownRows.all > 0 ? facts.ownRows : facts.otherRows
    return rows.all > 0 && rows.all == rows.unlabelled
  }

  private static func sharesLabel(_ migration: Migration, _ configuration: Configuration) -> Bool {
    guard let from = configuration.keys[safe: migration.from],
      let to = configuration.keys[safe: migration.to], migration.from != migration.to
    else { return true }
    if let fingerprint = from.fingerprint, fingerprint == to.fingerprint { return true }
    return !labels(from).isDisjoint(with: labels(to))
  }

  private static func labels(_ key: Key) -> Set<String> {
    Set((key.labels + [key.name] + (key.environment.map { [$0] } ?? [])).map { $0.lowercased() })
  }

  /// What is wrong with the log, one clause.
  var clause: String {
    switch self {
    case .rejectionsOnly: "the log holds refusals only"
    case .noLabels: "no accepted request names a key that keywatch knows"
    case .oneAddress: "all requests come from one address"
    case .noTimes: "the lines bear no times"
    case .sameLabel: "both keys bear the same label or value"
    }
  }

  /// What the operator can do about it.
  var cure: String {
    switch self {
    case .rejectionsOnly:
      "Let the server log accepted requests too: refusals alone prove nothing."
    case .noLabels:
      "Give the keys with --env-file, or let the server log each key's name or fingerprint."
    case .oneAddress:
      "Name your proxy under trusted_proxies in keywatch.yaml (keywatch init writes one)."
    case .noTimes: "Let the server write a time into each line."
    case .sameLabel: "Give the two keys different values, and different labels in keywatch.yaml."
    }
  }
}
