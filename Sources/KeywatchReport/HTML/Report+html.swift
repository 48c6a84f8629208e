import KeywatchCore
import Mustache

/// The report as one page that stands alone, for somebody who never saw keywatch.
extension Report {
  /// HTML that needs no script and no other file; fails only where its template is broken.
  package func html() throws -> String {
    let library = MustacheLibrary(templates: [
      "table": try MustacheTemplate(string: PageTemplate.table)
    ])
    return try MustacheTemplate(string: PageTemplate.page).render(page.rendered, library: library)
  }

  private var page: HTMLValue {
    .object([
      "styleHash": .markup(PageStyle.hash), "style": .markup(PageStyle.text),
      "title": .text(caller.map { "for \($0)" } ?? "· \(snapshot.configuration.name)"),
      "window": .text(window), "counts": .text(counts), "audience": .text(audienceSentence),
      "migrations": .list(snapshot.migrations.map(html)), "figures": .list(figures),
    ])
  }

  private var audienceSentence: String {
    caller.map { "A copy for \($0): nothing of anybody else is in it." }
      ?? "Internal: names callers, addresses and files. With --caller a copy is written that does not."
  }

  private func html(_ migration: MigrationStatus) -> HTMLValue {
    let context: Set = ["caller", "api", "from", "to", "verdict"]
    let answers = answers(on: migration).map {
      HTMLValue.object(["question": .text($0.question), "answer": .text($0.answer)])
    }
    let places = places(of: [migration]).shown(without: context)
    return .object([
      "heading": .text(
        "\(migration.caller) on \(migration.api): \(migration.from) → \(migration.to)"),
      "verdictStyle": .text(migration.verdict.style),
      "verdict": .text("\(migration.verdict.glyph) \(migration.verdict.rawValue.spaced)"),
      "sentence": .text(migration.sentence), "next": .text(migration.next),
      "answers": .list(answers), "stepsDrawing": .markup(drawing(ofSteps: migration)),
      "steps": .list([steps(of: [migration]).shown(without: context).html]),
      "placesDrawing": drawings(drawing(ofPlaces: migration)),
      "places": .list(places.rows.isEmpty ? [] : [places.html]),
      "lists": .list(lists(of: migration)),
    ])
  }

  private func lists(of migration: MigrationStatus) -> [HTMLValue] {
    [
      list("Cannot tell because", migration.cannotTellBecause.map(\.spaced)),
      list("What keeps it from confirmed", migration.blocking),
      list("What keeps \(migration.from) from being rotated", migration.blockingRotation),
      list("What the server does", policies(of: migration).map { words($0) }),
    ].compactMap(\.self)
  }

  private func list(_ title: String, _ texts: [String]) -> HTMLValue? {
    guard !texts.isEmpty else { return nil }
    return .object([
      "listTitle": .text(title), "items": .list(texts.prefix(top).map(HTMLValue.text)),
      "itemsLeftOut": .leftOut(texts.count - top),
    ])
  }

  private var figures: [HTMLValue] {
    [
      figure("Which key was used when", shareDrawing, [.keys, .apis]),
      figure("Alarms", nil, [.alarms]),
      figure("Who was refused", refusalDrawing, [.sources]),
      figure("What was seen, and what was not", coverageDrawing, [.coverage]),
      figure("Callers", nil, [.callers]),
      figure("Raw keys in the log", nil, [.exposures]),
      operatorFigure,
    ].compactMap(\.self)
  }

  private func figure(
    _ title: String, _ drawing: String?, _ names: [Sheet.Name]
  ) -> HTMLValue? {
    figure(title, drawing, sheets: names.map { sheet($0).shown() }.filter { !$0.rows.isEmpty })
  }

  private func figure(_ title: String, _ drawing: String?, sheets: [Sheet]) -> HTMLValue? {
    guard drawing != nil || !sheets.isEmpty else { return nil }
    return .object([
      "figureTitle": .text(title), "drawings": drawings(drawing),
      "tables": .list(sheets.map(\.html)),
    ])
  }

  private var operatorFigure: HTMLValue? {
    var sheet = Sheet(.alarms, "at", "says")
    for note in snapshot.notes.suffix(top) { sheet.add(.time(note.at), .text(words(note))) }
    for waiver in snapshot.waivers.suffix(top) { sheet.add(.time(waiver.at), .text(words(waiver))) }
    sheet.others = snapshot.notes.count + snapshot.waivers.count - sheet.rows.count
    let title = "The operator says (beside the evidence, never instead of it)"
    return figure(title, nil, sheets: sheet.rows.isEmpty ? [] : [sheet])
  }

  private func drawings(_ drawing: String?) -> HTMLValue {
    .list(drawing.map { [.markup($0)] } ?? [])
  }
}

extension Verdict {
  /// The class of its colour; the sign in front of the word says the same.
  fileprivate var style: String {
    switch self {
    case .confirmed, .provisional: "good"
    case .regressed: "bad"
    default: "open"
    }
  }
}
