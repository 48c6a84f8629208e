import KeywatchCore

/// Who breaks if the old key is rotated now: panel 4.
struct CallersPanel: PanelContent {
  let picture: Picture

  private var status: MigrationStatus? { picture.status }
  private var lines: [CallerLine] { picture.callers }

  var title: String { "Callers" }

  func note(_ form: PanelForm) -> [Run] {
    guard let status else { return [Run("who uses which key", .dim)] }
    guard !lines.isEmpty else { return [] }
    let breaking = lines.count { $0.prospect == .breaks || $0.prospect == .mixed }
    if status.isRotated {
      return [Run("nobody breaks", .ok), Run(", \(status.from) is rotated", .dim)]
    }
    let breaks = Run(breaking == 1 ? "1 breaks" : "\(breaking) break", .bad)
    let isUnclear =
      picture.unclear.forbidsJudgement || lines.contains { $0.prospect == .unclear }
      || breaking == 0 && !status.cannotTellBecause.isEmpty
    guard isUnclear else {
      let end = Run(" if \(status.from) is rotated now", .dim)
      return [breaking == 0 ? Run("nobody breaks", .ok) : breaks, end]
    }
    if breaking == 0 { return [Run("cannot tell: " + doubt(form), .warn)] }
    // A box has no room for all of it.
    return [breaks, Run(", " + (form == .box ? "" : "cannot tell: ") + doubt(form), .warn)]
  }

  /// Why it must not be said that nobody breaks.
  private func doubt(_ form: PanelForm) -> String {
    if picture.unclear.forbidsJudgement {
      let keys = form == .box ? "keys" : "accepted keys"
      return "\(picture.unclear.share.percent) of \(keys) unknown"
    }
    let unclear = lines.count { $0.prospect == .unclear }
    // The migration's page has the reason in words.
    if unclear == 0 { return "press \(Panel.migration.rawValue) for why" }
    return "\(unclear) \(unclear == 1 ? "caller" : "callers") unknown"
  }

  func height(_ form: PanelForm) -> Int { lines.isEmpty ? 3 : lines.count + 1 }

  func reach(_ form: PanelForm, width: Int) -> Reach { .rows(lines.map(\.row.caller)) }

  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?) {
    guard !lines.isEmpty else { return canvas.remark("No caller seen yet.") }
    guard form == .alone else { return table(form).draw(on: &canvas, selected: position) }
    drawList(table(form), on: &canvas, selected: position) { row, width in
      CallerDetail(picture: picture).page(lines[row], width: width)
    }
  }

  private func table(_ form: PanelForm) -> Table {
    status.map { prospects($0, form) } ?? uses()
  }

  private func prospects(_ status: MigrationStatus, _ form: PanelForm) -> Table {
    var table = Table(columns: [
      .fitted("CALLER", 10...28),
      head(KeyIdentity(key: status.migration.to), rank: 1),
      head(KeyIdentity(key: status.migration.from), rank: 0),
      .fixed("REJECTED", 8, rank: 4),
      .fixed("OLD SEEN", 8, rank: 3), .rest("OLD KEY ON", least: 16, rank: 5),
      .fixed("IF ROTATED", 10),
    ])
    if form == .box {
      table.columns[4] = .fixed("LAST", 5, rank: 3)
    }
    table.rows = lines.map { line in
      let (role, word) = Self.look(line, picture.glyphs)
      return [
        .text(line.row.caller, line.prospect == .refused ? .dim : .text),
        count(line.new, picture.looks[KeyIdentity(key: status.migration.to)].role),
        count(line.old, picture.looks[KeyIdentity(key: status.migration.from)].role),
        count(line.rejected, .bad),
        .text(line.lastOld.age(at: picture.now), line.lastOld == nil ? .faint : .text),
        .text(apis(line), .dim),
        .text(word, role, bold: line.prospect == .breaks || line.prospect == .mixed),
      ]
    }
    return table
  }

  private func apis(_ line: CallerLine) -> String {
    line.oldAPIs.compactMap { picture.configuration.apis[safe: $0]?.name }.joined(separator: ", ")
  }

  /// Without a migration: every key's column.
  private func uses() -> Table {
    var table = Table(columns: [.fitted("CALLER", 10...28)])
    table.columns += picture.keys.enumerated().map { head($1.identity, rank: $0) }
    table.columns.append(.fixed("REJECTED", 8, rank: 3))
    table.rows = lines.map { line in
      [.text(line.row.caller)]
        + picture.keys.map { key in
          count(line.row.use(of: key.identity)?.accepted ?? 0, key.look.role)
        } + [count(line.rejected, .bad)]
    }
    return table
  }

  private func head(_ identity: KeyIdentity, rank: Int) -> Column {
    let look = picture.looks[identity]
    let width = min(max(look.word.unicodeScalars.count + 2, 7), 14)
    return Column(title: look.runs(), align: .right, least: min(width, 8), most: width, rank: rank)
  }

  private func count(_ value: Int, _ role: Role) -> TableCell {
    value == 0 ? .text(picture.glyphs.nothing, .faint) : .text(value.short, role)
  }

  /// Sign and word of a prospect, and their colour.
  static func look(_ line: CallerLine, _ glyphs: Glyphs) -> (Role, String) {
    switch line.prospect {
    case .ready: (.ok, glyphs.done + " ready")
    case .mixed: (.warn, glyphs.active + " mixed")
    case .breaks: (.bad, glyphs.bad + " breaks")
    case .unclear: (.warn, "? unknown")
    case .refused: (.keyless, glyphs.refused + " refused")
    case .unaffected: (.pending, glyphs.dot + (line.row.isOperator ? " our own" : " -"))
    }
  }
}
