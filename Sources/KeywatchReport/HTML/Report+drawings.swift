import KeywatchCore

/// Steps, places, refusals and coverage as pictures; the tables below them say the same.
extension Report {
  /// The four steps, each from when it came into its state, with the first of its evidence.
  func drawing(ofSteps migration: MigrationStatus) -> String {
    var drawing = Drawing(from: snapshot.first, to: snapshot.last)
    for step in migration.steps {
      let y = drawing.row(height: 44)
      drawing.text("\(step.state.glyph) \(step.step) \(step.name)", x: 4, y: y + 16)
      drawing.text(step.state.rawValue, x: 4, y: y + 32, "small")
      drawing.bar(Drawing.plot, y: y + 11, height: 2, "rule")
      if let since = step.since {
        drawing.bar(
          drawing.x(since)..<Drawing.plot.upperBound, y: y + 8, height: 8, step.state.rawValue,
          title: "\(step.state.rawValue) since \(since.dayAndMinute) UTC")
      }
      drawing.text(
        (step.evidence.first ?? "").plain.cut(to: 84), x: Drawing.plot.lowerBound, y: y + 32,
        "small")
    }
    drawing.addAxis()
    return drawing.svg("The four steps over time")
  }

  /// Each place with its last use of either key.
  func drawing(ofPlaces migration: MigrationStatus) -> String? {
    guard !migration.places.isEmpty else { return nil }
    var drawing = Drawing(from: snapshot.first, to: snapshot.last)
    let title = drawing.row(height: 20)
    drawing.text(
      "◆ last use of \(migration.from)   ● last use of \(migration.to)",
      x: Drawing.plot.lowerBound, y: title + 14, "small")
    for status in migration.places.prefix(top) {
      let y = drawing.row(height: 34)
      let place = [status.place.source, status.place.route].filter { !$0.isEmpty }
      drawing.text(place.joined(separator: " ").plain.cut(to: Drawing.labelLength), x: 4, y: y + 14)
      drawing.text(status.state.rawValue.spaced, x: 4, y: y + 28, "small")
      drawing.bar(Drawing.plot, y: y + 11, height: 2, "rule")
      if let old = status.lastOld, old.isStated { drawing.sign("◆", at: old, y: y + 17, "old") }
      if let new = status.lastNew, new.isStated { drawing.sign("●", at: new, y: y + 17, "new") }
    }
    drawing.addAxis()
    return drawing.svg("The places that have moved, and those that have not")
  }

  /// The addresses that were refused most, by how often.
  var refusalDrawing: String? {
    let (listed, _) = rejectedSources
    guard let most = listed.map(\.rejected).max(), most > 0 else { return nil }
    var drawing = Drawing(from: nil, to: nil)
    for source in listed.prefix(20) {
      let y = drawing.row(height: 20)
      let left = Drawing.plot.lowerBound
      let length = source.rejected.multipliedReportingOverflow(by: 400)
      let width = length.overflow ? 400 : length.partialValue / most
      drawing.text(source.source.plain.cut(to: Drawing.labelLength), x: 4, y: y + 14)
      drawing.bar(left..<(left + width), y: y + 4, height: 12, "rejected")
      drawing.text(
        "\(source.rejected.grouped) \(source.kind.rawValue)", x: left + max(width, 2) + 6,
        y: y + 14,
        "small")
    }
    return drawing.svg("The addresses that were refused most")
  }

  /// What was seen of each log, with its holes.
  var coverageDrawing: String? {
    guard snapshot.coverage.contains(where: { $0.from != nil }) else { return nil }
    let from = snapshot.coverage.compactMap(\.from).min()
    let to = snapshot.coverage.compactMap(\.to).max()
    var drawing = Drawing(from: from, to: to)
    for log in snapshot.coverage.prefix(top) {
      let y = drawing.row(height: 24)
      drawing.text(log.source.plain.cut(to: Drawing.labelLength), x: 4, y: y + 15)
      guard let from = log.from, let to = log.to, from <= to else { continue }
      drawing.bar(drawing.x(from)..<drawing.x(to), y: y + 5, height: 12, "seen")
      for hole in log.holes.prefix(100) where hole.from <= hole.to {
        drawing.bar(
          drawing.x(hole.from)..<drawing.x(hole.to), y: y + 3, height: 16, "hole",
          title: "\(hole.from.dayAndMinute) to \(hole.to.dayAndMinute) UTC: \(hole.reason)")
      }
    }
    drawing.addAxis()
    return drawing.svg("What was seen of the logs, with holes")
  }
}
