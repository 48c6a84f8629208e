/// The same verdict in words that are about this caller and nobody else.
extension MigrationStatus {
  /// Sentences of the whole report may name whoever else uses the old key, so all are written anew.
  func copy(_ names: KeyNames) -> MigrationStatus {
    MigrationStatus(
      migration: Migration(
        caller: 0, api: 0, from: names.number(migration.from), to: names.number(migration.to)),
      caller: caller, api: api, from: from, to: to, verdict: verdict, shareBound: shareBound,
      slots: slots, silenceSeconds: silenceSeconds, steps: steps.map(copy), places: places,
      cannotTellBecause: cannotTellBecause, blocking: open, blockingRotation: [],
      sentence: "\(caller): \(ownSentence)", next: ownNext)
  }

  private var openPlaces: [PlaceStatus] {
    places.filter { $0.state == .oldOnly || $0.state == .both }
  }

  private var open: [String] {
    openPlaces.map { status in
      let place = [status.place.source, status.place.route, status.place.userAgent]
      let verb = status.state == .both ? "uses both keys" : "uses \(from)"
      return place.filter { !$0.isEmpty }.joined(separator: " ") + " \(verb)"
    }
  }

  private var moved: String {
    "\(places.count - openPlaces.count) of \(Wording.count(places.count, "place", "places")) moved"
  }

  private var bound: String { boundClause.map { "; \($0)." } ?? "." }

  private var ownSentence: String {
    switch verdict {
    case .notStarted: "has not used \(to) on \(api) yet."
    case .tested: "has not used \(to) yet; it was tried out and works."
    case .started, .switching: "uses \(to); \(moved)."
    case .provisional: "provisional on \(to)\(bound)"
    case .confirmed: "confirmed on \(to)\(bound)"
    case .silent: "neither key was accepted of late: no evidence."
    case .regressed: "\(from) was used again; \(moved)."
    case .cannotTell: "the server's log does not tell which key was used."
    }
  }

  private var ownNext: String {
    switch verdict {
    case .notStarted, .tested: "Use \(to) instead of \(from) wherever \(api) is called."
    case .started, .switching, .regressed:
      openPlaces.isEmpty
        ? "Keep using \(to); there is too little to be certain yet."
        : "Use \(to) at the places that have not moved."
    case .provisional: "Keep using \(to); time does the rest."
    case .confirmed: "Nothing is left to do; keep using \(to)."
    case .silent: "Say whether requests are still sent."
    case .cannotTell: "Wait: whoever runs the server has to make its log say which key was used."
    }
  }

  private func copy(_ step: StepStatus) -> StepStatus {
    var copy = StepStatus(
      step: step.step, name: step.name, state: step.state, since: step.since, evidence: [])
    // Whether others keep the old key alive, or broke when it went, is theirs.
    if step.step == 4, step.state != .done { (copy.state, copy.since) = (.pending, nil) }
    copy.evidence = evidence(of: copy)
    return copy
  }

  private func evidence(of step: StepStatus) -> [String] {
    switch (step.step, step.state) {
    case (1, .pending): ["no accepted request with \(to) on \(api) yet"]
    case (1, .active), (1, .done): ["\(to) is accepted on \(api)"]
    case (1, _): ["\(to) or \(from) is refused on \(api), where it was accepted before"]
    case (2, .pending): ["waits for the first request with \(to)"]
    case (2, _): [moved] + (slots > 0 ? ["\(slotsOfSuccess)"] : [])
    case (3, .pending): ["waits for step 2"]
    case (3, .done): silence + [boundClause].compactMap(\.self)
    case (3, _): silence + ["not certain yet"]
    case (4, .done): ["the old value of \(from) is out of use"]
    default: ["\(from) is replaced by whoever runs the server, when all is ready"]
    }
  }

  private var slotsOfSuccess: String {
    "\(Wording.count(slots, "slot", "slots")) of 5 minutes with success on \(to) since the last use of \(from)"
  }

  private var silence: [String] {
    silenceSeconds > 0 ? ["\(from) silent for \(Wording.duration(silenceSeconds * 1000))"] : []
  }
}
