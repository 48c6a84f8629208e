/// The verdict in one plain sentence, the most urgent thing first.
extension Assessment {
  /// What the screen's second row, the report and the gate for scripts all say.
  var sentence: String {
    if let missing = observed.missing { return missing.sentence(caller) }
    if let doubt = doubts.first { return sentence(of: doubt) }
    let text = "\(caller): \(urgent ?? plain)"
    guard facts.new.count > 0, !rotation.users.isEmpty else { return text }
    let warning = " Do not rotate: \(breaking)."
    return text.unicodeScalars.count + warning.unicodeScalars.count <= Self.width
      ? text + warning : text
  }

  private static let width = 125

  private var breaking: String {
    let callers = rotation.callers
    return "\(Wording.count(callers, "caller", "callers")) would break"
  }

  /// What the server does wrong goes before what the caller does.
  private var urgent: String? {
    if addState == .regressed, let lost = traffic.lostDedicated {
      let age = Wording.duration(now.since(lost))
      return "\(to) worked on \(api) and has been refused for \(age)."
    }
    guard addState == .blocked, let cutOff else { return nil }
    let requests = cutOffOrigins.reduce(0) { $0 + $1.span.count }
    let count = requests > 0 ? ", \(Wording.count(requests, "request", "requests")) lost" : ""
    let age = Wording.duration(now.since(cutOff))
    return "\(from) has been refused on \(api) for \(age)\(count)."
  }

  private var plain: String {
    switch verdict {
    case .cannotTell: "the log does not tell."
    case .silent: "neither key accepted for \(silentFor): no evidence; it may be down."
    case .notStarted: facts.old.last.map { "still on \(from), last used \(ago($0))." } ?? unseen
    case .tested: "has not used \(to) yet; it was tried out \(ago(facts.tested ?? now)) and works."
    case .started: "\(placesMoved); \(straggler)."
    case .regressed: relapsed
    case .switching: "on \(to), \(lastOld); \(unmet)."
    case .provisional: "provisional on \(to); \(bound)."
    case .confirmed: "confirmed on \(to); \(bound)."
    }
  }

  private var unseen: String {
    if let proxy = hidingProxy {
      return
        "not recognised: every request comes from \(proxy), a private address such as a proxy's."
    }
    let strangers = Set(facts.strangers.map(\.place.source)).count
    guard strangers > 0 else { return "not seen on \(api) yet." }
    let users = Wording.count(strangers, "unknown address uses", "unknown addresses use")
    return "not recognised yet; \(users) \(from) on \(api)."
  }

  private var straggler: String {
    guard let place = openPlaces.first else { return "\(from) last used \(lastOldAge)" }
    let others = openPlaces.count - 1
    let more = others > 0 ? " and \(Wording.count(others, "other place", "other places"))" : ""
    let verb = others > 0 ? "still use" : "still uses"
    return "\(Wording.spot(place.place))\(more) \(verb) \(from) (\(ago(place.old.last ?? now)))"
  }

  /// A place that nobody knew before is no relapse of the caller's own: its key may have been
  /// copied.
  private var relapsed: String {
    guard let place = openPlaces.first, let relapse, let first = place.old.first else {
      return "back on \(from), last used \(lastOldAge)."
    }
    let age = ago(place.old.last ?? now)
    guard first < relapse || place.new.count > 0 else {
      return
        "\(from) used at \(Wording.spot(place.place)), never seen before (\(age)): is it stolen?"
    }
    return "back on \(from) at \(Wording.spot(place.place)) (\(age))."
  }

  private var lastOldAge: String { facts.old.last.map(ago) ?? "never" }

  private var lastOld: String {
    facts.old.last.map { "\(from) last used \(ago($0))" } ?? "\(from) not seen"
  }

  private var unmet: String {
    if let missing = gates.works.missing.first { return missing }
    if let place = openPlaces.first, !gates.places.isMet {
      return "\(Wording.spot(place.place)) has not moved"
    }
    return bound
  }

  private var bound: String { "\(Wording.oneIn(gates.bound)) \(from)" }
}
