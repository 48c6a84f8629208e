import KeywatchCore

/// What is known of one key identity, under the list of all.
struct KeyDetail: Sendable {
  let picture: Picture

  /// The key's facts in `width` columns.
  func page(_ line: KeyLine, width: Int) -> Page {
    var page = Page(width: width, glyphs: picture.glyphs)
    page.line(line.look.runs() + [Run("   " + meaning(line.identity), .dim)])
    if let key = line.identity.keyIndex.flatMap({ picture.configuration.keys[safe: $0] }) {
      describe(key, &page)
    }
    page.fact(
      "requests",
      [
        Run(line.total.grouped), Run("   accepted ", .dim), Run(line.accepted.grouped),
        Run("   rejected ", .dim), Run(line.rejected.grouped, line.rejected > 0 ? .bad : .dim),
      ])
    if let first = line.first, let last = line.last {
      page.fact("first, last", "\(Clock(first).dateAndTime), \(Clock(last).dateAndTime)")
    }
    let callers = users(of: line.identity)
    page.fact(
      "callers", callers.isEmpty ? "nobody so far" : callers, callers.isEmpty ? .dim : .text)
    for exposure in picture.snapshot.exposures where exposure.identity == line.identity {
      page.fact(
        "exposed",
        "stood in the log in the clear \(exposure.count.grouped) times, last "
          + "\(exposure.last.age(at: picture.now)) ago: cure the logging, then rotate the key", .bad
      )
    }
    return page
  }

  private func describe(_ key: Key, _ page: inout Page) {
    var origin = key.environment ?? "no variable: found by label"
    if let fingerprint = key.fingerprint { origin += ", sha256:" + fingerprint.description }
    page.fact("key", origin)
    let apis = key.apis.compactMap { picture.configuration.apis[safe: $0]?.name }
    page.fact("opens", apis.isEmpty ? "no API" : apis.joined(separator: ", "))
    var state = key.state.rawValue
    if let holder = key.holder { state += ", held by \(holder)" }
    if let since = key.since {
      state += ", made \(Clock(since).date) (\(since.age(at: picture.now)) ago)"
    }
    page.fact("state", state, key.state == .active ? .text : .warn)
  }

  private func meaning(_ identity: KeyIdentity) -> String {
    switch identity {
    case .unknown: "a key was presented and is none of ours"
    case .keyless: "no key was presented"
    case .unlabelled: "the line does not say which key"
    default: ""
    }
  }

  private func users(of identity: KeyIdentity) -> String {
    let users = picture.snapshot.callers.compactMap { row in
      row.use(of: identity).map { (row.caller, $0.accepted + $0.rejected) }
    }
    let named = users.sorted { $0.1 > $1.1 }.prefix(6).map { "\($0.0) \($0.1.short)" }
    let more = users.count > 6 ? ", \(users.count - 6) more" : ""
    return named.joined(separator: ", ") + more
  }
}
