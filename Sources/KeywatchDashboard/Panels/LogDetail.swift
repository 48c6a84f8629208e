import KeywatchCore

/// One line of the log in full, under the others.
struct LogDetail: Sendable {
  let picture: Picture

  /// The line's facts in `width` columns.
  func page(_ entry: LogEntry, width: Int) -> Page {
    var page = Page(width: width, glyphs: picture.glyphs)
    page.fact("request", [Run(entry.method + " ", .dim), Run(entry.path, .text, bold: true)])
    var outcome = LogPanel.status(entry)
    switch entry.outcome {
    case .accepted: outcome.append(Run("  accepted", .ok))
    case .rejected(let reason):
      outcome += [Run("  rejected: ", .bad)] + RejectedPanel.reason(reason, bold: true)
    }
    if let took = entry.durationMilliseconds {
      outcome.append(Run("  in " + LogPanel.duration(took), .dim))
    }
    page.fact("outcome", outcome)
    page.fact("key", picture.looks[entry.identity].runs())
    page.fact("caller", [Run(entry.caller), Run("   from ", .dim), Run(entry.source)])
    page.fact("agent", [Run(entry.userAgent.isEmpty ? "none given" : entry.userAgent)])
    page.fact(
      "time", entry.time.map { "\(Clock($0).date) \(Clock($0).time) UTC" } ?? "the line has none")
    return page
  }
}
