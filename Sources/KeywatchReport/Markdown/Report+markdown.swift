import KeywatchCore

/// The report for a ticket: the verdict and what to do first, then what it rests on.
extension Report {
  /// GitHub's Markdown, in UTF-8; times are UTC.
  package func markdown() -> String {
    var lines = ["# keywatch report \(title)", ""]
    if !window.isEmpty { lines += [window.markdownProse, ""] }
    lines.append(counts.markdownProse)
    for migration in snapshot.migrations { lines += section(of: migration) }
    lines += section("Alarms", sheet(.alarms))
    lines += section("Keys", sheet(.keys))
    lines += section("APIs", sheet(.apis))
    lines += section("Callers", sheet(.callers))
    lines += section("Rejected", sheet(.sources))
    lines += section("Raw keys in the log", sheet(.exposures))
    lines += section("Seen", sheet(.coverage))
    lines += operatorSection
    return lines.map { $0 + "\n" }.joined()
  }

  private var title: String {
    caller.map { "for \($0.markdownCode)" }
      ?? "\(snapshot.configuration.name.markdownCode) (\(audience))"
  }

  private func section(of migration: MigrationStatus) -> [String] {
    let names = [migration.caller, migration.api, migration.from, migration.to].map(\.markdownCode)
    var lines = [
      "", "## \(names[0]) on \(names[1]): \(names[2]) → \(names[3])", "",
      "> **\(migration.verdict.glyph) \(migration.verdict.rawValue.spaced):** "
        + migration.sentence.markdownProse,
      ">", "> **next:** " + migration.next.markdownProse, "",
    ]
    let context: Set = ["caller", "api", "from", "to", "verdict"]
    lines += steps(of: [migration]).shown(without: context).markdown()
    let places = places(of: [migration]).shown(without: context)
    if !places.rows.isEmpty { lines += [""] + places.markdown() + others(places.others) }
    lines += list("Cannot tell because", migration.cannotTellBecause.map(\.spaced))
    lines += list("Keeps it from confirmed", migration.blocking)
    lines += list("Keeps the old key from being rotated", migration.blockingRotation)
    return lines + policies(of: migration).flatMap { ["", words($0).markdownProse] }
  }

  private func section(_ title: String, _ sheet: Sheet) -> [String] {
    let sheet = sheet.shown()
    guard !sheet.rows.isEmpty else { return [] }
    return ["", "## \(title)", ""] + sheet.markdown() + others(sheet.others)
  }

  private func list(_ title: String, _ texts: [String]) -> [String] {
    guard !texts.isEmpty else { return [] }
    return ["", "\(title):", ""] + texts.prefix(top).map { "- " + $0.markdownProse }
      + others(texts.count - top)
  }

  private var operatorSection: [String] {
    let notes = snapshot.notes.map { "\($0.at.dayAndMinute) \(words($0))" }
    let waivers = snapshot.waivers.map { "\($0.at.dayAndMinute) \(words($0))" }
    let newest = notes.suffix(top) + waivers.suffix(top)
    guard !newest.isEmpty else { return [] }
    let title = ["", "## Operator says", "", "Shown beside the evidence, never instead of it:", ""]
    return title + newest.map { "- " + $0.markdownProse }
      + others(notes.count + waivers.count - newest.count)
  }

  private func others(_ count: Int) -> [String] {
    count > 0 ? ["", "… and \(count.grouped) more"] : []
  }
}
