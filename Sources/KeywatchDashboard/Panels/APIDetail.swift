import KeywatchCore

/// What is known of one API, under the table of all.
struct APIDetail: Sendable {
  let picture: Picture

  /// The API's facts in `width` columns.
  func page(_ api: Int, width: Int) -> Page {
    var page = Page(width: width, glyphs: picture.glyphs)
    guard let group = picture.configuration.apis[safe: api] else { return page }
    page.line([Run(group.name, .title, bold: true), Run("   " + group.access, .dim)])
    page.fact("path", group.path)
    if let observation = picture.snapshot.policies.first(where: { $0.api == group.name }) {
      let since = observation.since.map { " since " + Clock($0).dateAndTime } ?? ""
      page.fact("policy", Self.words(observation.policy) + since)
    }
    for line in picture.keys { counts(line, api, &page) }
    let callers = callers(of: api)
    page.fact(
      "callers", callers.isEmpty ? "nobody so far" : callers, callers.isEmpty ? .dim : .text)
    page.gap()
    page.line([
      Run("! ", .bad, bold: true), Run("a key on an API it is not for    ", .dim),
      Run(picture.glyphs.bad + " ", .bad, bold: true),
      Run("a key that should open it, refused every time", .dim),
    ])
    return page
  }

  private func counts(_ line: KeyLine, _ api: Int, _ page: inout Page) {
    guard let counts = line.apis[safe: api], counts.accepted + counts.rejected > 0 else { return }
    page.row([
      (line.look.runs(), 24), ([Run("accepted ", .dim), Run(counts.accepted.grouped)], 22),
      (
        [Run("rejected ", .dim), Run(counts.rejected.grouped, counts.rejected > 0 ? .bad : .dim)],
        22
      ),
    ])
  }

  private func callers(of api: Int) -> String {
    var counts: [String: Int] = [:]
    for use in picture.snapshot.uses where use.api == api {
      counts[use.caller, default: 0] += use.count
    }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let more = sorted.count > 8 ? ", \(sorted.count - 8) more" : ""
    return sorted.prefix(8).map { "\($0.key) \($0.value.short)" }.joined(separator: ", ") + more
  }

  private static func words(_ policy: PolicyObservation.Policy) -> String {
    switch policy {
    case .both: "both keys are accepted"
    case .literal: "only the first configured key is accepted"
    case .dedicatedOnly: "only the dedicated key is accepted"
    case .sharedOnly: "only the shared key is accepted"
    case .rotated: "the old key is refused, a new value is in use"
    case .unknown: "the traffic does not show it"
    }
  }
}
