import KeywatchCore

/// Who used which key, who was refused, and what was not understood.
extension Report {
  /// Writes how often each identity was seen.
  func writeKeys(on page: inout Page) {
    var table = Table([
      .init("KEY", .fixed), .init("REQUESTS", .number), .init("SHARE", .number),
      .init("ACCEPTED", .number), .init("REJECTED", .number), .init("LAST SEEN", .fixed),
      .init("DIFFERENT VALUES"),
    ])
    for row in snapshot.keys {
      table.add(
        signed(row.identity), row.requests.grouped, row.requests.share(of: snapshot.requests),
        row.accepted.grouped, row.rejected.grouped, moment(row.last),
        row.distinct.map { $0.about(row.isDistinctApproximate) } ?? "")
    }
    page.heading("Keys", "")
    page.table(table)
  }

  /// Writes who was let in where: APIs against identities.
  func writeAPIs(on page: inout Page) {
    let rows = snapshot.keys.filter { $0.apis.contains { $0.requests > 0 } }
    guard !rows.isEmpty else { return }
    var table = Table(
      [.init("API")] + rows.map { .init(signed($0.identity), .number) })
    for api in snapshot.configuration.apis.indices {
      table.add([self.api(api)] + rows.map { $0.apis[safe: api]?.text ?? "·" })
    }
    page.heading("APIs", "accepted, ✗ rejected")
    page.table(table)
  }

  /// Writes which keys each caller used.
  func writeCallers(on page: inout Page) {
    guard !snapshot.callers.isEmpty else { return }
    var table = Table([
      .init("CALLER"), .init("KEY", .fixed), .init("ACCEPTED", .number),
      .init("REJECTED", .number), .init("LAST ACCEPTED", .fixed),
    ])
    for row in snapshot.callers.prefix(top) {
      let caller = row.caller + (row.isOperator ? " (operator)" : "")
      for (i, use) in row.keys.enumerated() {
        table.add(
          i == 0 ? caller : "", signed(use.identity), use.accepted.grouped, use.rejected.grouped,
          moment(use.last))
      }
    }
    page.heading("Callers", snapshot.callers.count.grouped)
    page.table(table, others: snapshot.callers.count - top)
  }

  /// Writes whose attempts were rejected and why.
  func writeRejections(on page: inout Page) {
    let rejections = snapshot.rejections
    guard rejections.total > 0 else { return page.heading("Rejected", "no attempt was rejected") }
    var table = Table([
      .init("SOURCE", .fixed, limit: 39), .init("ATTEMPTS", .number),
      .init("KEYS", .number), .init("KIND", .fixed), .init("LAST SEEN", .fixed), .init("CALLER"),
      .init("REASONS", limit: 200),
    ])
    let (listed, others) = rejectedSources
    for source in listed {
      table.add(
        source.source, source.rejected.grouped,
        source.distinctKeys.about(source.isDistinctApproximate), source.kind.rawValue,
        moment(source.last), source.caller, words(source.reasons))
    }
    page.heading("Rejected", "\(rejections.total.counted("attempt")): \(words(rejections.reasons))")
    page.table(table, others: others, isAbout: snapshot.rejections.isOthersApproximate)
  }

  /// `756 malformed, 7 scope`.
  func words(_ reasons: [(reason: Reason, count: Int)]) -> String {
    reasons.map { "\($0.count.grouped) \($0.reason.word.spaced)" }.joined(separator: ", ")
  }

  /// Writes which raw keys stood in the log.
  func writeExposures(on page: inout Page) {
    guard !snapshot.exposures.isEmpty else { return }
    page.heading(
      "Raw keys in the log",
      "configure the server not to log \(snapshot.configuration.header), then rotate")
    for exposure in snapshot.exposures {
      page.paragraph(
        signed(exposure.identity),
        "\(exposure.count.grouped)×, last \(moment(exposure.last))", indent: 18)
    }
  }

  /// Writes why lines were not understood, with the newest example of each reason.
  func writeUndecoded(on page: inout Page) {
    let lines = snapshot.lines
    guard lines.undecoded > 0 else { return }
    var table = Table([
      .init("LINES", .number), .init("REASON"), .init("FOR EXAMPLE", limit: 200),
    ])
    for (reason, count) in undecodedReasons {
      let example = snapshot.undecodedExamples.last { $0.reason == reason }
      table.add(
        count.grouped, reason.word.spaced, example.map { PlainText($0.text).text } ?? "")
    }
    page.heading("Not understood", "\(lines.undecoded.grouped) of \(lines.read.counted("line"))")
    page.table(table)
  }

  /// Writes the times that were not seen, if any.
  func writeCoverage(on page: inout Page) {
    guard snapshot.coverage.contains(where: { !$0.holes.isEmpty }) else { return }
    var table = Table([
      .init("LOG", limit: 40), .init("FROM", .fixed), .init("TO", .fixed), .init("WHY", limit: 200),
    ])
    let holes = snapshot.coverage.flatMap { log in log.holes.map { (log.source, $0) } }
    for (source, hole) in holes.prefix(top) {
      table.add(source, moment(hole.from), moment(hole.to), hole.reason)
    }
    page.heading(
      "Not seen", "\(holes.count.counted("hole")) in the log"
    )
    page.table(table, others: holes.count - top)
  }
}

extension APICounts {
  var requests: Int { accepted + rejected }

  /// Accepted and, with a cross, rejected requests: `12,598 ✗1`, `·` for none at all.
  fileprivate var text: String {
    let accepted = self.accepted > 0 ? [self.accepted.grouped] : []
    let rejected = self.rejected > 0 ? ["✗" + self.rejected.grouped] : []
    return requests == 0 ? "·" : (accepted + rejected).joined(separator: " ")
  }
}
