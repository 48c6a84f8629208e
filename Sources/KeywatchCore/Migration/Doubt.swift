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
    let rows = facts.namingRows
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
}
