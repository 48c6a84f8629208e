import KeywatchCore

extension Confirmation {
  /// For people: the answer in the first line, then what it rests on.
  package func text(width: Int) -> String {
    var page = Page(width: width)
    for judgement in judgements { report.write(judgement, on: &page) }
    page.blank()
    page.paragraph("  newest line", newest, indent: 18)
    return headline.plain + "\n" + page.text
  }

  /// For programs, as the contract fixes it; `accepted` tells what lowered the bar.
  package func json() -> [UInt8] {
    let accepted = judgements.compactMap { judgement in
      judgement.note.map { note in
        JSONValue.object([
          ("caller", .string(judgement.migration.caller)),
          ("api", .string(judgement.migration.api)),
          ("share_bound", .share(judgement.migration.shareBound)), ("note", report.json(note)),
        ])
      }
    }
    return JSONValue.object([
      ("confirmed", .bool(isConfirmed)),
      ("migrations", .array(judgements.map { report.json($0.migration) })),
      ("earliest", .time(earliest)), ("newest", .time(report.snapshot.last)),
      ("missing", .texts(judgements.flatMap { Array($0.missing.prefix(report.top)) })),
      ("accepted", .array(accepted)),
    ]).bytes()
  }

  /// `confirmed: …`, or `not confirmed: ` with what is missing and the earliest date it can be met.
  private var headline: String {
    guard let open = judgements.first(where: { !$0.missing.isEmpty }) else {
      return isConfirmed ? "confirmed: " + confirmed : "not confirmed: there is no migration"
    }
    let migration = open.migration
    let missing = open.missing.first ?? migration.sentence
    return "not confirmed: \(migration.caller) on \(migration.api): \(missing); \(date)"
  }

  private var date: String {
    earliest.map { "earliest \(Self.minute($0))" } ?? "no date can be told"
  }

  /// What a yes is worth depends on how old it is.
  private var newest: String { report.snapshot.last.map(Self.minute) ?? "none" }

  private static func minute(_ time: Timestamp) -> String {
    let (day, clock) = time.dayAndClock
    return "\(day) \(clock.prefix(5)) UTC"
  }

  private var confirmed: String {
    judgements.map { judgement in
      let migration = judgement.migration
      let bound = migration.boundClause ?? "nothing tells what still uses \(migration.from)"
      let owner = judgement.note.map {
        "; provisional, the owner has confirmed it: \(report.words($0))"
      }
      return "\(migration.caller) on \(migration.api): \(bound)\(owner ?? "")"
    }.joined(separator: " | ")
  }
}

extension Report {
  /// Writes the verdict of one migration and what keeps it from a yes.
  fileprivate func write(_ judgement: Confirmation.Judgement, on page: inout Page) {
    let migration = judgement.migration
    page.blank()
    page.paragraph(
      "\(migration.verdict.glyph) \(migration.verdict.rawValue.spaced)", migration.sentence,
      indent: 18)
    if let note = judgement.note { page.paragraph("  operator says", words(note), indent: 18) }
    guard !judgement.missing.isEmpty else { return }
    page.paragraph("  next", migration.next, indent: 18)
    page.paragraph("  missing", "", indent: 18)
    page.list(judgement.missing.prefix(top))
  }
}
