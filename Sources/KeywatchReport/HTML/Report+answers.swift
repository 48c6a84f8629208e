import KeywatchCore

/// The questions of somebody who never saw keywatch, answered from one migration.
extension Report {
  /// Six questions with their answers; an answer is one or several sentences.
  func answers(on migration: MigrationStatus) -> [(question: String, answer: String)] {
    [
      ("Has it switched?", hasSwitched(migration)),
      ("Since when?", sinceWhen(migration)),
      ("How sure is that?", howSure(migration)),
      ("What is still on the old key?", stillOnOld(migration)),
      ("What was not seen?", notSeen),
      ("May the old key be rotated?", mayRotate(migration)),
    ]
  }

  private func hasSwitched(_ migration: MigrationStatus) -> String {
    let (caller, from, to) = (migration.caller, migration.from, migration.to)
    let open = migration.openPlaces.count
    switch migration.verdict {
    case .notStarted: return "No. \(caller) has not used \(to) yet."
    case .tested: return "No. \(to) was tried out and works, but \(caller) has not used it yet."
    case .started:
      let all = migration.places.count
      return "In part. \((all - open).grouped) of \(all.counted("place")) moved to \(to)."
    case .switching: return "Nearly. \(caller) uses \(to); it is too early to call it moved."
    case .provisional: return "Yes, provisionally: \(caller) uses \(to)."
    case .confirmed: return "Yes. \(caller) uses \(to) and no longer \(from)."
    case .silent: return "Nobody knows. \(caller) has not been accepted with either key of late."
    case .regressed: return "No longer. \(caller) had moved, and \(from) was used again."
    case .cannotTell:
      let reasons = migration.cannotTellBecause.map(\.spaced).joined(separator: ", ")
      return "The log does not tell (\(reasons))."
    }
  }

  private func sinceWhen(_ migration: MigrationStatus) -> String {
    let step = migration.steps.first { $0.step == 2 }
    let isDone = step?.state == .done
    let since = isDone ? step?.since.map { "Since \($0.dayAndMinute) UTC." } : "Not yet."
    let last = migration.places.compactMap(\.lastOld).filter(\.isStated).max()
    let old = last.map { "The last use of \(migration.from) was on \($0.dayAndMinute) UTC." }
    return [since, old ?? "No use of \(migration.from) was seen at its places."]
      .compactMap(\.self).joined(separator: " ")
  }

  private func howSure(_ migration: MigrationStatus) -> String {
    guard let bound = migration.boundClause else {
      return "Not at all: the log does not let anything be told."
    }
    guard migration.slots > 0 else {
      return "There is nothing to be sure of yet: \(migration.from) was the last key to be seen."
    }
    let slots = "\(migration.slots.counted("slot")) of 5 minutes"
    return "\(bound.prefix(1).uppercased())\(bound.dropFirst()). This rests on \(slots) in which "
      + "\(migration.to) worked since the last use of \(migration.from), and on "
      + "\(duration(migration.silenceSeconds)) without one."
  }

  private func stillOnOld(_ migration: MigrationStatus) -> String {
    let open = migration.openPlaces.prefix(3).map { status in
      [status.place.source, status.place.route, status.place.userAgent]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
    let more = migration.openPlaces.count - open.count
    let rest = more > 0 ? " and \(more.grouped) more" : ""
    let own =
      open.isEmpty
      ? "No place of \(migration.caller) that is known."
      : "Of \(migration.caller): " + open.joined(separator: "; ") + rest + "."
    guard caller == nil else { return own }
    let all = migration.blockingRotation.count
    return own
      + (all == 0
        ? " Nobody else is known to need it."
        : " In all \(all.counted("use")) of \(migration.from) would break; they are listed below.")
  }

  private var notSeen: String {
    let holes = snapshot.coverage.flatMap(\.holes)
    let seconds = holes.reduce(Int64(0)) { sum, hole in
      let (total, overflow) = sum.addingReportingOverflow(max(hole.to.since(hole.from), 0) / 1000)
      return overflow ? .max : total
    }
    let lines = snapshot.lines
    let unlabelled = snapshot.keys.first { $0.identity == .unlabelled }?.requests ?? 0
    let parts = [
      holes.isEmpty
        ? nil : "\(holes.count.counted("hole")) in the log, \(duration(seconds)) in all",
      lines.undecoded > 0 ? "\(lines.undecoded.counted("line")) not understood" : nil,
      lines.suspect > 0 ? "\(lines.suspect.counted("line")) that may be forged" : nil,
      unlabelled > 0 ? "the key of \(unlabelled.counted("request")) is not said" : nil,
    ].compactMap(\.self)
    guard caller == nil || !parts.isEmpty else { return "No hole in the log is known." }
    return parts.isEmpty
      ? "Nothing is known to be missing between the first line and the last."
      : parts.joined(separator: "; ") + "."
  }

  private func mayRotate(_ migration: MigrationStatus) -> String {
    let from = migration.from
    let state = migration.steps.first { $0.step == 4 }?.state ?? .pending
    guard caller == nil || state == .done else {
      let isReady = migration.steps.contains { $0.step == 3 && $0.state == .done }
      return "As far as \(migration.caller) is concerned, \(isReady ? "yes" : "not yet")."
    }
    switch state {
    case .done: return "It has been: the old value of \(from) is out of use."
    case .active:
      return migration.blockingRotation.isEmpty
        ? "Yes. Nobody is known to use the old value of \(from) any more."
        : "Only with care: the log cannot tell the old value of \(from) from a new one."
    case .blocked: return "No. Whoever still uses \(from) would be refused."
    case .pending: return "Not yet: step 3 is not done."
    case .regressed: return "It was, and somebody who used it is refused since."
    }
  }
}

extension MigrationStatus {
  /// The places that may still be on the old key.
  fileprivate var openPlaces: [PlaceStatus] {
    places.filter { $0.state == .oldOnly || $0.state == .both }
  }
}
