import KeywatchCore

/// The four steps of a migration and what proves them: panel 2.
struct MigrationPanel: PanelContent {
  let picture: Picture

  private var statuses: [MigrationStatus] { picture.snapshot.migrations }
  private var status: MigrationStatus? { picture.status }

  var title: String {
    statuses.count > 1
      ? "Migration \(picture.choice.migration + 1) of \(statuses.count)" : "Migration"
  }

  func note(_ form: PanelForm) -> [Run] {
    guard let status else { return [] }
    let isDone = status.steps.allSatisfy { $0.state == .done }
    let done = Run(status.doneText, isDone ? .ok : .dim)
    if form == .rows, statuses.count < 2 { return [done] }
    return [done, Run(" \(picture.glyphs.dot) \(status.caller)", .dim)]
  }

  func height(_ form: PanelForm) -> Int {
    guard let status else { return form == .rows ? 2 : 4 }
    let lines = form == .rows ? 1 : form == .wide ? 3 : 2
    return status.steps.count * lines - (form == .wide ? 1 : 0)
  }

  func reach(_ form: PanelForm, width: Int) -> Reach {
    guard form == .alone, let page = page(width: width) else { return .nothing }
    return .lines(page.lines.count)
  }

  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?) {
    guard let status else {
      return canvas.remark(
        "No migration is configured: nobody has to move, and keywatch only tallies who uses "
          + "which key."
      )
    }
    switch form {
    case .rows: rows(status).draw(on: &canvas)
    case .box, .wide: steps(status, on: &canvas)
    case .alone: page(width: canvas.width)?.draw(on: &canvas, top: position ?? 0)
    }
  }

  private func page(width: Int) -> Page? {
    status.map { MigrationPage(picture: picture, status: $0).page(width: width - 2) }
  }

  /// One line a step.
  private func rows(_ status: MigrationStatus) -> Table {
    var table = Table(columns: [
      .fixed("", 1, .left), .fitted("", 12...26), .rest("", least: 10), .fixed("", 6),
    ])
    table.gap = 1
    table.hasTitles = false
    table.rows = status.steps.map { step in
      let look = StepLook(step: step.state, picture.glyphs)
      let evidence = picture.glyphs.fold(step.evidence.first ?? "")
      return [
        .text(look.glyph, look.role, bold: true),
        .line(titleRuns(step, status)),
        .text(" " + evidence, step.state == .pending ? .faint : .dim),
        .text(percent(step), look.role),
      ]
    }
    return table
  }

  /// Two lines a step, with a bar, and a third one for air where there is room.
  private func steps(_ status: MigrationStatus, on canvas: inout Canvas) {
    let roomy = canvas.height >= status.steps.count * 3 - 1
    let titleWidth = min(canvas.width / 2, 30)
    for (i, step) in status.steps.enumerated() {
      let y = i * (roomy ? 3 : 2)
      let look = StepLook(step: step.state, picture.glyphs)
      canvas.put([Run(look.glyph, look.role, bold: true)], x: 1, y: y)
      let used = canvas.put(titleRuns(step, status), x: 3, y: y, width: titleWidth)
      let barX = 3 + max(used, min(titleWidth, 25)) + 2
      canvas.bar(share(step), look.role, x: barX, y: y, width: canvas.width - barX - 9)
      canvas.put(
        [Run(percent(step), look.role)], x: canvas.width - 8, y: y, width: 7, align: .right)
      let evidence = picture.glyphs.fold(step.evidence.first ?? "")
      canvas.put(
        evidence, step.state == .pending ? .faint : .dim, x: 5, y: y + 1,
        width: canvas.width - 6)
    }
  }

  private func titleRuns(_ step: StepStatus, _ status: MigrationStatus) -> [Run] {
    let isCurrent = step.state != .done && step.state != .pending
    let role: Role = step.state == .pending ? .dim : .text
    return [Run("\(step.step) \(status.title(of: step))", role, bold: isCurrent)]
  }

  private func share(_ step: StepStatus) -> Double {
    step.state == .done ? 1 : min(max(step.progress ?? 0, 0), 1)
  }

  private func percent(_ step: StepStatus) -> String {
    step.state == .done || step.progress != nil ? share(step).percent : picture.glyphs.dash
  }
}
