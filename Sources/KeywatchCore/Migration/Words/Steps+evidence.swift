/// The evidence lines of the four steps: short sentences, best first.
extension Assessment {
  /// Why step 1 is what it is.
  func addEvidence(_ state: StepStatus.State) -> [String] {
    let refused = traffic.dedicatedRefused
    switch state {
    case .pending:
      let none = "no accepted request with \(to) on \(api) yet"
      return [none] + (refused.map { ["\(to) was refused there, last \(ago($0.last))"] } ?? [])
    case .active:
      return [worked]
        + (traffic.sharedRefused.map { ["\(from) was refused \(ago($0.last))"] } ?? [])
    case .done:
      let both = traffic.overlap.map { _ in "both keys work: \(from) was accepted after it" }
      return [worked, both ?? "no request with \(from) was refused there since"]
    case .regressed:
      let age = Wording.duration(now.since(traffic.lostDedicated ?? now))
      return ["\(to) worked on \(api) and has been refused for \(age)"]
    case .blocked: return cutOffEvidence
    }
  }

  private var worked: String {
    guard let dedicated = traffic.dedicated else { return "\(to) is not known to work" }
    return "\(to) accepted on \(api), first \(ago(dedicated.first))"
  }

  private var cutOffEvidence: [String] {
    let lines = Wording.list(cutOffOrigins, "more of them") { refusal in
      let down = Wording.duration(now.since(refusal.span.first))
      let who = refusal.caller == "unattributed" ? refusal.origin.source : refusal.caller
      return "\(who) worked with \(from) and is refused for \(down) (\(refusal.span.count)×)"
    }
    let age = Wording.duration(now.since(cutOff ?? now))
    return ["\(from) has been refused on \(api) for \(age)"]
      + lines
  }

  /// Why step 2 is what it is.
  var switchEvidence: [String] {
    switch verdict {
    case .cannotTell: return doubts.map(\.clause)
    case .silent: return [silentClause]
    case .notStarted: return ["no accepted request of \(caller) with \(to)"] + placeLines
    case .tested:
      let age = ago(facts.tested ?? now)
      return ["\(to) was tried out \(age): that proves the server, not the caller"]
    case .started: return [placesMoved] + placeLines
    case .regressed: return [relapseClause] + placeLines
    case .switching, .provisional, .confirmed:
      let looks = Wording.count(gates.slots, "slot", "slots")
      let bound = "\(Wording.oneIn(gates.bound, whose: " of its requests")) \(from)"
      return ["\(looks) of 5 minutes with success on \(to) since \(lastOldClause)", bound]
        + gates.works.missing + gates.places.missing
    }
  }

  /// `no request with either key for 2 d`.
  var silentClause: String {
    "no accepted request with either key for \(silentFor)"
  }

  /// `2 d`: how long neither key was accepted.
  var silentFor: String {
    Wording.duration(observed.silence.length(since: facts.lastAccepted ?? now))
  }

  /// `shared used again, first 3 h ago`.
  var relapseClause: String { "\(from) used again, first \(ago(relapse ?? now))" }

  private var lastOldClause: String {
    facts.old.last.map { "its last use of \(from) \(ago($0))" } ?? "the log begins"
  }

  private var placeLines: [String] {
    Wording.list(openPlaces, "more places") { place in
      let key = place.new.count > 0 ? "uses both keys" : "uses \(from)"
      return "\(Wording.place(place.place)) \(key), \(from) last \(ago(place.old.last ?? now))"
    }
  }

  /// `2 of 4 places moved`.
  var placesMoved: String {
    "\(facts.places.count - openPlaces.count) of "
      + Wording.count(facts.places.count, "place", "places") + " moved"
  }

  /// Why step 3 is what it is, with the residue that no silence can exclude.
  func monitorEvidence(_ state: StepStatus.State, _ alarms: [Alarm]) -> [String] {
    switch state {
    case .pending: return ["waits for step 2"]
    case .blocked: return switchEvidence
    case .regressed: return switchEvidence
    case .active, .done:
      let clean = [silenceLine, "\(Wording.oneIn(gates.bound, whose: " of its requests")) \(from)"]
      return obstacles(alarms) + clean + holeLines + [residual]
    }
  }

  /// What besides the gates keeps step 3 from being done.
  func obstacles(_ alarms: [Alarm]) -> [String] {
    var lines = capLines
    if isWorse {
      let (new, old) = (facts.newRate, facts.oldRate)
      lines.append(
        "\(Wording.part(new.good, of: new.all)) of its requests succeed on \(to), "
          + "\(Wording.part(old.good, of: old.all)) did on \(from)")
    }
    return lines
      + Wording.list(alarms, "more alarms") { alarm in
        "alarm \(alarm.alarmClass.rawValue): \(alarm.count) of its requests, "
          + "last \(ago(alarm.last))"
      }
  }

  /// Old-key requests of nobody known, and requests without an identity, since the switch.
  var capLines: [String] {
    var lines = Wording.list(facts.strangersSinceSwitch, "more unknown users") { use in
      "\(from) used on \(api) by an unknown caller: \(Wording.place(use.place)), \(ago(use.last))"
    }
    if facts.hidesTooMuch(observed.limits.shareLimit) {
      lines.append("requests of \(caller) whose key the log does not say")
    }
    return lines
  }

  private var silenceLine: String {
    guard gates.silence.isMet else { return gates.silence.missing.joined(separator: ", ") }
    let line = "\(from) silent for \(Wording.duration(silence))"
    guard let first = facts.old.first, let last = facts.old.last else { return line }
    let chance = ShareBound.chance(
      ofSilence: silence, gaps: facts.old.slots.count - 1,
      total: observed.silence.covered.seen(from: first, to: last))
    return (0.0001..<1).contains(chance)
      ? "\(line) (by its own cadence a chance of \(Wording.share(chance)))" : line
  }

  /// Milliseconds from the last old-key use (or the beginning of the log) to the last new-key
  /// success, holes taken off.
  var silence: Int64 {
    guard let begin = facts.old.last ?? observed.silence.covered.start,
      let end = facts.new.last
    else { return 0 }
    return observed.silence.covered.seen(from: begin, to: end)
  }

  private var holeLines: [String] {
    guard let begin = facts.switched else { return [] }
    let hidden = observed.silence.covered.hidden(from: begin, to: now)
    return hidden > 0 ? ["\(Wording.duration(hidden)) of holes in the log are taken off"] : []
  }

  /// What no silence can exclude (the rule of three, at 99.9 %).
  private var residual: String {
    let rarest = Wording.duration(silence / 69 * 10)
    return "a job left behind runs less than once every \(rarest) (99.9 %); ask about monthly ones"
  }

  /// Why step 4 is what it is.
  func rotateEvidence(_ state: StepStatus.State) -> [String] {
    switch state {
    case .pending: return ["waits for step 3"] + rotationLines
    case .blocked: return rotationLines
    case .active:
      let users = "nobody uses \(from)'s old value any more"
      return rotation.users.isEmpty ? [users] : [labelsClause] + rotationLines
    case .done: return ["\(from)'s old value went out of use \(ago(rotation.began ?? now))"]
    case .regressed:
      return Wording.list(rotation.broken, "more callers") { refusal in
        let age = Wording.duration(now.since(refusal.span.first))
        let api = observed.api(refusal.api)
        return "\(refusal.caller) (\(refusal.origin.source)) is refused on \(api) for \(age)"
      }
    }
  }

  private var labelsClause: String {
    "the log names \(from) by label only: its old value cannot be told from a new one"
  }

  /// Who still uses the old value, one line each.
  var rotationLines: [String] {
    Wording.list(rotation.users, "more places") { user in
      let age = user.facts.old.last.map(ago) ?? "in this log"
      let place = Wording.place(user.facts.place)
      return "\(user.caller) uses \(from) on \(observed.api(user.api)) from \(place), \(age)"
    }
  }
}
