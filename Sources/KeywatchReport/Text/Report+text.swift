import KeywatchCore

/// The report for people: the verdict and what to do first, then what it rests on.
extension Report {
  /// Plain text of at most `width` cells a line; times are UTC.
  package func text(width: Int) -> String {
    var page = Page(width: width)
    writeHead(on: &page)
    writeVerdicts(on: &page)
    writeAlarms(on: &page)
    if snapshot.requests > 0 { writeKeys(on: &page) }
    writeAPIs(on: &page)
    snapshot.migrations.forEach { write($0, on: &page) }
    writeCallers(on: &page)
    if snapshot.requests > 0, caller == nil { writeRejections(on: &page) }
    writeExposures(on: &page)
    writeUndecoded(on: &page)
    writeCoverage(on: &page)
    writeTransitions(on: &page)
    writeOperator(on: &page)
    return page.text
  }

  private func writeHead(on page: inout Page) {
    page.ends("keywatch report \(title)", window)
    page.paragraph("", counts, indent: 0)
  }

  /// `· production · internal`, or `for steve-glen.com`.
  private var title: String {
    caller.map { "for \($0)" } ?? "· \(snapshot.configuration.name) · \(audience)"
  }

  /// What became of the lines, in one line; of the caller's requests in its copy.
  var counts: String {
    let lines = snapshot.lines
    let outcomes = [
      "\(snapshot.accepted.grouped) accepted", "\(snapshot.rejected.grouped) rejected",
    ]
    let parts = [
      [caller == nil ? requestsInLines : snapshot.requests.counted("request")],
      snapshot.requests > 0 ? outcomes : [],
      lines.outside > 0 ? ["\(lines.outside.grouped) outside the window"] : [],
      lines.suspect > 0 ? ["\(lines.suspect.grouped) suspect"] : [],
      lines.undecoded > 0 ? ["\(lines.undecoded.grouped) not understood"] : [],
    ]
    return parts.flatMap { $0 }.joined(separator: " · ")
  }

  /// `990 requests in 1,000 lines`; a zero would look like a count of what the server did.
  var requestsInLines: String {
    let lines = snapshot.lines.read
    guard lines > 0 else { return "no line was read" }
    let requests = snapshot.requests
    return (requests > 0 ? requests.counted("request") : "no request")
      + " in \(lines.counted("line"))"
  }

  /// From the first request to the last.
  var window: String {
    guard let first = snapshot.first, let last = snapshot.last else { return "" }
    return
      "\(first.dayAndMinute) to \(last.dayAndMinute) UTC (\(duration(last.since(first) / 1000)))"
  }

  private func writeVerdicts(on page: inout Page) {
    for migration in snapshot.migrations {
      let verdict = migration.verdict.rawValue.spaced
      page.blank()
      page.paragraph("\(migration.verdict.glyph) \(verdict)", migration.sentence, indent: 18)
      page.paragraph("  next", migration.next, indent: 18)
    }
  }

  private func writeAlarms(on page: inout Page) {
    guard !snapshot.alarms.isEmpty else { return }
    page.heading("Alarms", snapshot.alarms.count.grouped)
    for alarm in snapshot.alarms.prefix(top) {
      let about = [alarm.caller, alarm.key, alarm.api, alarm.source].compactMap { $0 }
      page.paragraph(
        alarm.severity.rawValue.filled(to: 10) + alarm.alarmClass.rawValue.spaced,
        (["\(alarm.count.grouped)×, last \(moment(alarm.last))"] + about).joined(separator: " · "),
        indent: 28)
    }
    page.others(snapshot.alarms.count - top)
  }

  /// `11-01 09:41`: without the year and the seconds where the whole report tells them apart so;
  /// `-` for never.
  func moment(_ time: Timestamp?) -> String {
    guard let time, time.isStated else { return "-" }
    let (day, clock) = time.dayAndClock
    let days = (snapshot.first.flatMap { first in snapshot.last?.since(first) } ?? 0) / 86_400_000
    return day.dropFirst(days < 300 ? 5 : 0) + " " + clock.prefix(days < 2 ? 8 : 5)
  }

  /// The two largest units of a duration in seconds: `7 d`, `2 d 4 h`, `3 min 20 s`.
  func duration(_ seconds: Int64) -> String {
    let units: [(Int64, String)] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")]
    var rest = max(seconds, 0)
    var parts: [String] = []
    for (length, name) in units where parts.count < 2 {
      if rest >= length { parts.append("\(rest / length) \(name)") }
      rest %= length
    }
    return parts.isEmpty ? "0 s" : parts.joined(separator: " ")
  }
}

extension String {
  /// A word of the data as people write it: `active_refused` is `active refused`.
  var spaced: String { String(map { $0 == "_" ? " " : $0 }) }
}

extension Timestamp {
  /// `2026-11-01 09:41`.
  var dayAndMinute: String { dayAndClock.day + " " + dayAndClock.clock.prefix(5) }
}
