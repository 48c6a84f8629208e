extension Assessment {
  /// The judgement in words and figures.
  func status(_ alarms: [Alarm]) -> MigrationStatus {
    let steps = steps(alarms)
    return MigrationStatus(
      migration: migration, caller: caller, api: api, from: from, to: to, verdict: verdict,
      shareBound: doubts.isEmpty ? gates.bound : nil, slots: gates.slots,
      silenceSeconds: silence / 1000, steps: steps, places: placeStatuses,
      cannotTellBecause: doubts.map(\.rawValue), blocking: blocking,
      blockingRotation: rotationLines, sentence: sentence, next: next(steps), earliest: earliest,
      obstacles: obstacles(callerAlarms(alarms)))
  }

  private var placeStatuses: [PlaceStatus] {
    zip(facts.places, gates.states).map { place, state in
      PlaceStatus(
        place: place.place, lastOld: place.old.last, lastNew: place.new.last, state: state,
        by: place.by)
    }
  }

  /// What keeps the verdict from `confirmed`, the most important first; empty when it is.
  private var blocking: [String] {
    guard verdict != .confirmed else { return [] }
    let unmet =
      gates.works.missing + gates.places.missing + gates.certainty.missing
      + gates.silence.missing
    switch verdict {
    case .cannotTell: return doubts.map(\.clause)
    case .silent: return [silentClause] + capLines + unmet
    case .regressed: return [relapseClause] + capLines + unmet
    default: return capLines + unmet
    }
  }

  private var earliest: Timestamp? {
    let all = [gates.works, gates.places, gates.certainty, gates.silence]
    guard doubts.isEmpty, verdict != .silent, capLines.isEmpty else { return nil }
    return Gates.expected(all)
  }
}
