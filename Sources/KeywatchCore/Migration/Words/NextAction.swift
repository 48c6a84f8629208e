/// What the operator should do next: an action, a command or a keystroke that exists.
extension Assessment {
  /// One sentence; never empty.
  func next(_ steps: [StepStatus]) -> String {
    if let missing = observed.missing { return missing.cure }
    if let doubt = doubts.first { return cure(of: doubt) }
    if let proxy = hidingProxy { return Self.cure(ofProxy: proxy) }
    return switch verdict {
    case .silent:
      repair ?? "Ask \(caller) whether it is down; wait for its next request."
    case .notStarted where addState == .pending:
      "Deploy \(variable(migration.to)) beside \(variable(migration.from)), then try it."
    default: repair ?? callerAction(steps)
    }
  }

  /// The proxy that the caller may be behind, where it was not seen.
  var hidingProxy: String? {
    verdict == .notStarted && facts.old.last == nil ? observed.proxy : nil
  }

  /// What the server does wrong has to be set right before anything else.
  private var repair: String? {
    switch addState {
    case .regressed:
      "Check \(variable(migration.to)) on the server: lost, empty or quoted since the last deploy?"
    case .blocked:
      "Let the server accept both keys on \(api) again, or have \(caller) switch now."
    default: nil
    }
  }

  private func callerAction(_ steps: [StepStatus]) -> String {
    switch verdict {
    case .started, .regressed:
      "Ask for \(to) at \(firstOpen) too; press 2 for all places."
    case .switching: switchingAction
    case .provisional: provisionalAction
    case .confirmed: rotationAction(steps)
    default: "Ask \(caller) to switch to \(to): the server accepts it."
    }
  }

  private var firstOpen: String {
    openPlaces.first.map { Wording.spot($0.place) } ?? "its other places"
  }

  private var switchingAction: String {
    if facts.new.count >= 3, !gates.works.isMet {
      return "See with 5 why requests of \(caller) are refused."
    }
    guard !gates.places.isMet else {
      return waiting("provisional", [gates.works, gates.share])
    }
    return "Ask for \(to) at \(firstOpen) too; press 2 for all places."
  }

  private var provisionalAction: String {
    if let stranger = facts.strangersSinceSwitch.first {
      let place = Wording.spot(stranger.place)
      return
        "Find out who uses \(from) on \(api) from \(place); name it under callers in keywatch.yaml."
    }
    if let line = capLines.first { return "Let the server log the key of all requests: \(line)." }
    return waiting("confirmed", [gates.certainty, gates.silence])
  }

  private func waiting(_ verdict: String, _ gates: [Gate]) -> String {
    guard let date = Gates.expected(gates), date > now else {
      return "Keep watching (press 2): \(gates.flatMap(\.missing).first ?? verdict)."
    }
    let wait = Wording.duration(date.since(now))
    return "Keep watching (press 2); \(verdict) in about \(wait) at this rate."
  }

  private func rotationAction(_ steps: [StepStatus]) -> String {
    guard steps[safe: 2]?.state == .done else {
      return "See with 5 what was refused to \(caller); step 3 is done when its alarms are over."
    }
    switch steps[safe: 3]?.state {
    case .done: return "Nothing is left to do; press 5 now and then for who is refused."
    case .regressed:
      return "Give \(rotation.broken.first?.caller ?? "its users") the new value of \(from)."
    case .blocked, .active, .pending, nil: return replaceAction
    }
  }

  private var replaceAction: String {
    guard let user = rotation.users.first else {
      return "Replace \(variable(migration.from)) now, and watch for refusals (press 5)."
    }
    let others = rotation.callers - 1
    let more = others > 0 ? " and \(Wording.count(others, "other", "others"))" : ""
    let name = user.isKnown ? user.caller : Wording.spot(user.facts.place)
    return "Give \(name)\(more) the new value of \(from) before the old one goes."
  }

  private func variable(_ key: Int) -> String {
    observed.configuration.keys[safe: key].map { $0.environment ?? $0.name } ?? "the key"
  }
}
