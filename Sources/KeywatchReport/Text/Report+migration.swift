import KeywatchCore

/// One migration in full: its steps with evidence, its places, and what stands in its way.
extension Report {
  /// Writes the section of one migration.
  func write(_ migration: MigrationStatus, on page: inout Page) {
    page.heading(
      "Migration",
      "\(migration.caller) on \(migration.api): \(migration.from) → \(migration.to)")
    for step in migration.steps { write(step, on: &page) }
    writePlaces(of: migration, on: &page)
    write("cannot tell because", migration.cannotTellBecause.map(\.spaced), on: &page)
    write("keeps it from confirmed", migration.blocking, on: &page)
    write("keeps \(migration.from) from being rotated", migration.blockingRotation, on: &page)
    for policy in policies(of: migration) {
      page.blank()
      page.paragraph("", words(policy), indent: 2)
    }
  }

  private func write(_ step: StepStatus, on page: inout Page) {
    let label = "\(step.state.glyph) \(step.step) " + step.name.filled(to: 9)
    let since = step.since.map { "since \(moment($0)) · " } ?? ""
    page.paragraph(
      label + step.state.rawValue.filled(to: 10), since + (step.evidence.first ?? ""), indent: 26)
    for evidence in step.evidence.dropFirst().prefix(2) {
      page.paragraph("", evidence, indent: 26)
    }
  }

  private func writePlaces(of migration: MigrationStatus, on page: inout Page) {
    guard !migration.places.isEmpty else { return }
    var table = Table([
      .init("PLACE", .fixed, limit: 39), .init("ROUTE", limit: 24), .init("USER AGENT", limit: 24),
      .init("STATE", .fixed), .init("LAST \(migration.from)", .fixed),
      .init("LAST \(migration.to)", .fixed), .init("BY", .fixed),
    ])
    for status in migration.places.prefix(top) {
      table.add(
        status.place.source, status.place.route, status.place.userAgent,
        status.state.rawValue.spaced, moment(status.lastOld), moment(status.lastNew),
        status.by.word)
    }
    page.blank()
    page.table(table, others: migration.places.count - top)
  }

  private func write(_ label: String, _ texts: [String], on page: inout Page) {
    guard !texts.isEmpty else { return }
    page.blank()
    page.paragraph("", label + ":", indent: 2)
    page.list(texts.prefix(top))
  }

  /// The policies that were seen on the migration's API.
  func policies(of migration: MigrationStatus) -> [PolicyObservation] {
    snapshot.policies.filter { $0.api == migration.api && $0.policy != .unknown }
  }

  /// `the server's key policy is both: either key is accepted, since 11-01 09:12`.
  func words(_ observation: PolicyObservation) -> String {
    let words =
      switch observation.policy {
      case .both: "both: either key is accepted"
      case .literal: "literal: only the dedicated key is accepted since it is set"
      case .dedicatedOnly: "dedicated only: the shared key is refused"
      case .sharedOnly: "shared only: the dedicated key is refused"
      case .rotated: "rotated: the old value of the shared key is refused"
      case .unknown: "unknown"
      }
    return "the server's key policy is \(words)"
      + (observation.since.map { ", since \(moment($0))" } ?? "")
  }
}
