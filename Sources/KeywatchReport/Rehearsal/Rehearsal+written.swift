import KeywatchCore

extension Rehearsal {
  /// For people: the answer in the first line, then who would have been refused.
  package func text(width: Int) -> String {
    var page = Page(width: width)
    page.paragraph("", headline, indent: 0)
    if !losses.isEmpty {
      page.blank()
      let shown = losses.prefix(report.top)
      page.table(table(shown), others: losses.count - shown.count)
    }
    page.blank()
    page.paragraph("  over", report.window, indent: 18)
    if unclear > 0 { page.paragraph("  but", doubt, indent: 18) }
    return page.text
  }

  /// For programs, as the contract fixes it; `unclear` counts accepted requests that name no key of ours.
  package func json() -> [UInt8] {
    let callers = losses.prefix(report.top).map { loss in
      JSONValue.object([
        ("caller", .string(loss.caller)), ("api", .text(loss.api.map(report.api))),
        ("requests", .int(loss.requests)), ("first", .time(loss.first)), ("last", .time(loss.last)),
        ("sources", .texts(Array(loss.rankedSources.prefix(report.top)))),
      ])
    }
    return JSONValue.object([
      ("without", .string(report.name(key))), ("would_break", .int(broken)),
      ("callers", .array(callers)), ("others", .int(losses.count - callers.count)),
      ("unclear", .int(unclear)),
    ]).bytes()
  }

  private var headline: String {
    let name = report.name(key)
    guard broken == 0 else {
      return "without \(name), \(broken.counted("caller")) would have broken"
    }
    return unclear == 0
      ? "without \(name), nothing would have broken"
      : "without \(name), nothing is known to break, but it cannot be told for all requests"
  }

  private var doubt: String {
    "\(unclear.counted("accepted request")) on these APIs came with no key that the log names: any of them may "
      + "have come with \(report.name(key))"
  }

  private func table(_ losses: some Sequence<Loss>) -> Table {
    var table = Table([
      .init("CALLER", limit: 40), .init("API", limit: 24), .init("REQUESTS", .number),
      .init("FIRST", .fixed), .init("LAST", .fixed), .init("SOURCES", limit: 200),
    ])
    for loss in losses {
      table.add(
        loss.caller, loss.api.map(report.api) ?? "other", loss.requests.grouped,
        report.moment(loss.first),
        report.moment(loss.last),
        loss.rankedSources.prefix(3).joined(separator: ", ")
          + (loss.sources.count > 3 ? " +\(loss.sources.count - 3)" : ""))
    }
    return table
  }
}
