import KeywatchCore

/// What is known of one rejected source and of the alarms, under the list of all.
struct RejectedDetail: Sendable {
  let picture: Picture

  /// The source's facts and the alarms in `width` columns.
  func page(_ source: RejectedSource, width: Int) -> Page {
    var page = Page(width: width, glyphs: picture.glyphs)
    page.line([Run(source.source, .title, bold: true), Run("   " + meaning(source), .dim)])
    let reasons = source.reasons.flatMap { reason, count in
      RejectedPanel.reason(reason) + [Run(" \(count.grouped)   ")]
    }
    page.fact("reasons", reasons)
    let api = source.api.flatMap { picture.configuration.apis[safe: $0]?.name }
    page.fact(
      "newest:",
      RejectedPanel.reason(source.lastReason) + [
        Run(" on ", .dim), Run(api ?? "no API"), Run(", caller ", .dim),
        Run(source.caller.isEmpty ? "unattributed" : source.caller),
      ])
    page.fact(
      "", [Run("agent ", .dim), Run(source.userAgent.isEmpty ? "none given" : source.userAgent)])
    page.fact(
      "first, last", "\(Clock(source.first).dateAndTime), \(Clock(source.last).dateAndTime)")
    alarms(&page, width)
    return page
  }

  private func meaning(_ source: RejectedSource) -> String {
    if source.kind != .guessing, source.reasons.count > 1 || source.distinctKeys == 0 {
      return facts(source)
    }
    let values = source.distinctKeys == 1 ? "1 value" : "\(source.distinctKeys.grouped) values"
    let times = source.rejected == 1 ? "once" : "\(source.rejected.grouped) times"
    return switch source.kind {
    case .guessing: "guessing: \(values) in \(source.rejected.grouped) attempts, none accepted"
    case .stuck: "stuck: the same wrong request \(times), a misconfigured caller"
    case .mixed:
      "mixed: \(values) in \(source.rejected.grouped) attempts, several behind one address"
    case .single: "too few attempts to tell: \(times)"
    }
  }

  /// What is known where it does not follow what the source is up to.
  private func facts(_ source: RejectedSource) -> String {
    let attempts = "\(source.rejected.grouped) \(source.rejected == 1 ? "attempt" : "attempts")"
    let parts = source.reasons.map { reason, count in
      let word = RejectedPanel.look(of: reason).0
      return source.reasons.count == 1 && count > 1 ? "all \(word)" : "\(count.grouped) \(word)"
    }
    let presentsUnknown = source.reasons.contains { $0.reason == .unknown }
    let text = ([attempts] + parts).joined(separator: ", ")
    switch source.distinctKeys {
    case 0: return text + (presentsUnknown ? "; the log does not tell the values apart" : "")
    case 1: return text + "; 1 value"
    default: return text + "; \(source.distinctKeys.grouped) different values"
    }
  }

  private func alarms(_ page: inout Page, _ width: Int) {
    let alarms = picture.snapshot.alarms
    guard !alarms.isEmpty else { return }
    page.heading(alarms.count == 1 ? "1 alarm" : "\(alarms.count) alarms")
    for alarm in alarms {
      let parts = [alarm.caller, alarm.source, alarm.key.map { "key \($0)" }, alarm.api]
      page.row([
        ([Run(alarm.severity.rawValue, Self.role(alarm.severity), bold: true)], 8),
        ([Run(Self.words(alarm.alarmClass))], 32),
        ([Run(alarm.count.short, .text, bold: true)], 6),
        ([Run(alarm.last.age(at: picture.now) + " ago", .dim)], 8),
        ([Run(parts.compactMap { $0 }.joined(separator: ", "), .dim)], max(width - 58, 0)),
      ])
    }
  }

  private static func role(_ severity: Alarm.Severity) -> Role {
    switch severity {
    case .critical, .high: .bad
    case .medium: .warn
    case .low: .pending
    }
  }

  private static func words(_ alarm: Alarm.Class) -> String {
    switch alarm {
    case .missing: "no key"
    case .malformed: "malformed key"
    case .unknown: "unknown key"
    case .retired: "retired key in use"
    case .scope: "key on an API it is not for"
    case .activeRefused: "good key refused: server's fault"
    case .cutOver: "callers cut off at a deploy"
    case .swapped: "keys swapped"
    case .plainHTTP: "key sent over plain http"
    case .keyInURL: "key in a URL"
    case .guessing: "keys being guessed"
    case .distributed: "guessing from many sources"
    case .sameUnknown: "one unknown key from many sources"
    case .errorOnKey: "server error on a key"
    case .newPlace: "key used from a new place"
    case .acceptedEmpty: "accepted without a key"
    case .regressed: "back on the old key"
    }
  }
}
