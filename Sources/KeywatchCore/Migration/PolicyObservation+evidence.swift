extension Observed {
  /// The policies that the traffic shows: one per API of a migration's `to` key that more than one
  /// key is for.
  func policies(_ assessments: [Assessment], _ refusals: [Refusal]) -> [PolicyObservation] {
    var seen: Set<Int> = []
    return assessments.flatMap { assessment in
      let migration = assessment.migration
      let retired = assessment.rotation.retired(self)
      return contested(by: migration).filter { seen.insert($0).inserted }.map { api in
        let traffic =
          api == migration.api
          ? assessment.traffic : KeyTraffic(migration, api: api, self, refusals)
        return PolicyObservation(api: self.api(api), traffic, retired: retired, limits)
      }
    }
  }

  private func contested(by migration: Migration) -> [Int] {
    (configuration.keys[safe: migration.to]?.apis ?? []).filter { api in
      configuration.keys.count { $0.apis.contains(api) } > 1
    }
  }
}

extension PolicyObservation {
  /// The policy that one API's traffic shows by `domain.md` 1.4: the first row that holds.
  init(api: String, _ traffic: KeyTraffic, retired: Timestamp?, _ limits: EvidenceLimits) {
    let rows: [(policy: Policy, since: Timestamp?)] = [
      (.rotated, retired),
      (.literal, traffic.cutOver(limits)),
      (.dedicatedOnly, traffic.withdrawnShared),
      (.sharedOnly, traffic.onlyShared),
      (.both, traffic.overlap),
    ]
    let row = rows.first { $0.since != nil }
    self.init(api: api, policy: row?.policy ?? .unknown, since: row?.since)
  }
}
