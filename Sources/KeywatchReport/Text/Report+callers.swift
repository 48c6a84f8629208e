import KeywatchCore

/// The answer of `keywatch callers`: who is not known, and the rules that would make it known.
extension Report {
  /// Plain text of at most `width` cells a line but for the lines of YAML, which are whole.
  package func unattributed(width: Int) -> String {
    let unknown = UnattributedSources(snapshot)
    var page = Page(width: width)
    page.ends("keywatch callers · \(snapshot.configuration.name)", window)
    page.paragraph("", summary(unknown), indent: 0)
    guard !unknown.rows.isEmpty else { return page.text }
    let shown = unknown.rows.prefix(top)
    page.blank()
    page.table(table(shown), others: unknown.rows.count - shown.count)
    if let proxy = unknown.proxy, let cure = unknown.proxyCure {
      page.blank()
      page.paragraph(
        "", "Every request comes from \(proxy), a private address such as a proxy's. Next: \(cure)",
        indent: 0)
    }
    let claims = unknown.claims(of: shown)
    guard !claims.isEmpty else { return page.text }
    page.blank()
    page.paragraph(
      "",
      "Each of these lines under callers: in keywatch.yaml (keywatch init writes one) claims its requests, "
        + "those that were counted before too; the names are yours to choose:", indent: 0)
    page.blank()
    for claim in claims { page.whole("  " + claim.yamlLine) }
    return page.text
  }

  private func summary(_ unknown: UnattributedSources) -> String {
    guard snapshot.requests > 0 else { return requestsInLines }
    guard !unknown.rows.isEmpty else { return "every request is of a caller that is known" }
    let sources = Set(unknown.rows.map(\.source)).count
    return "\(sources.counted("unattributed source")) · "
      + "\(unknown.requests.grouped) of \(snapshot.requests.counted("request"))"
  }

  private func table(_ rows: some Sequence<UnattributedSources.Row>) -> Table {
    var table = Table([
      .init("SOURCE", .fixed, limit: 39), .init("USER AGENT", limit: 24),
      .init("KEYS", limit: 32), .init("ACCEPTED", .number), .init("REJECTED", .number),
      .init("LAST SEEN", .fixed), .init("ROUTES", limit: 200),
    ])
    for row in rows {
      table.add(
        row.source.isEmpty ? "unstated" : row.source, row.userAgent,
        row.keys.map(signed).joined(separator: " "), row.accepted.grouped, row.rejected.grouped,
        moment(row.last), row.routes.joined(separator: ", "))
    }
    return table
  }
}
