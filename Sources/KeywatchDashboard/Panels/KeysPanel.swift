import KeywatchCore

/// Each key identity with its share of the requests: panel 1.
struct KeysPanel: PanelContent {
  let picture: Picture

  var title: String { "Keys" }

  func note(_ form: PanelForm) -> [Run] {
    guard let first = picture.from else {
      if picture.snapshot.requests > 0 { return [Run("the lines have no times", .warn)] }
      let undecoded = picture.snapshot.lines.undecoded
      if undecoded == 0 { return [Run("no request yet", .dim)] }
      let lines = "\(undecoded.short) \(undecoded == 1 ? "line" : "lines")"
      return [Run("no request in \(lines), see \(Panel.sources.rawValue)", .warn)]
    }
    guard let seconds = picture.choice.span.seconds else {
      return [Run("since " + Clock(first).dateAndTime, .dim)]
    }
    return [Run("last " + min(seconds, picture.stretch).duration, .dim)]
  }

  func height(_ form: PanelForm) -> Int {
    let count = picture.keys.count
    return form == .wide ? count * 3 : count + (form == .rows ? 1 : 2)
  }

  func reach(_ form: PanelForm, width: Int) -> Reach { .rows(picture.keys.map(\.look.word)) }

  func hidden(_ form: PanelForm, height: Int) -> Int {
    form == .alone ? 0 : max(picture.keys.count - height + (form == .rows ? 0 : 1), 0)
  }

  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?) {
    if form == .alone {
      return drawAlone(on: &canvas, position)
    }
    var table = table(form)
    // Where only the titles keep the last key off the screen, they go.
    if form == .rows, canvas.height < table.height { table.hasTitles = false }
    if form == .wide, canvas.height < table.height { table.spacing = 0 }
    if form == .wide, canvas.height < table.height { table.rowHeight = 1 }
    table.draw(on: &canvas, selected: position)
  }

  /// The list, the selected key, and its requests over time in what is left.
  private func drawAlone(on canvas: inout Canvas, _ position: Int?) {
    let table = table(.alone)
    let selected = picture.keys[min(max(position ?? 0, 0), picture.keys.count - 1)]
    let used = drawList(table, on: &canvas, selected: position) { row, width in
      KeyDetail(picture: picture).page(picture.keys[row], width: width)
    }
    let rows = min(canvas.height - used - 2, 10)
    guard rows >= 2, !selected.series.isEmpty else { return }
    canvas.put(
      "requests over the last " + length, .dim, x: 1, y: used + 1, width: canvas.width - 2)
    canvas.graph(
      selected.series, selected.look.role,
      in: Rect(x: 1, y: used + 2, width: canvas.width - 2, height: rows))
  }

  private func table(_ form: PanelForm) -> Table {
    var table = Table(columns: columns(form))
    table.rows = picture.keys.map { row($0, form) }
    if form == .wide {
      table.rowHeight = 2
      table.spacing = 1
      table.captions = picture.keys.map(caption)
    } else if form != .rows {
      table.rows.append(row(picture.all, form))
    }
    return table
  }

  private func columns(_ form: PanelForm) -> [Column] {
    var columns: [Column] = [
      .fitted("  KEY", 11...24),
      .fitted("FINGERPRINT", 11...16, rank: 5),
      .fixed("COUNT", 6),
      .fixed("SHARE", 6),
    ]
    if form == .alone { columns.append(.fixed("REJECTED", 8, rank: 3)) }
    return columns + [
      .fixed("RATE", 8, rank: 2),
      .rest("LAST " + length, least: 8, rank: 4),
      .fixed("SEEN", 5, rank: 1),
    ]
  }

  /// How long the graphs are.
  private var length: String {
    picture.from == nil ? "" : picture.stretch.duration
  }

  private func row(_ line: KeyLine, _ form: PanelForm) -> [TableCell] {
    let isAll = line.look.role == .dim
    let isSilent = line.requests == 0
    let weight: Role = isAll || isSilent ? .dim : .text
    var cells: [TableCell] = [
      .line(line.look.runs(bold: !isAll)),
      .text(isAll ? "" : fingerprint(line), .dim),
      .text(line.requests.short, weight, bold: !isAll && !isSilent),
      .text(isSilent || isAll ? "" : line.share.percent, weight),
    ]
    if form == .alone {
      cells.append(.text(line.rejected == 0 ? picture.glyphs.nothing : line.rejected.short, .dim))
    }
    return cells + [
      .text(line.rate > 0 ? line.rate.rate : picture.glyphs.nothing, weight),
      .graph(isAll && form != .alone ? [] : line.series, line.look.role),
      .text(isAll ? "" : line.last.age(at: picture.now), weight),
    ]
  }

  private func fingerprint(_ line: KeyLine) -> String {
    if let fingerprint = line.fingerprint { return String(fingerprint.description.prefix(8)) }
    if line.identity == .unknown {
      // Values that the log does not tell apart are not none.
      guard let distinct = line.distinct, distinct > 0 else { return picture.glyphs.dash }
      return "\(distinct.short) distinct"
    }
    return line.identity.keyIndex == nil ? picture.glyphs.dash : "by label"
  }

  private func caption(_ line: KeyLine) -> String {
    switch line.identity {
    case .unknown: "a key, but none of ours"
    case .keyless: "no key was sent"
    case .unlabelled: "the line does not say"
    default:
      line.identity.keyIndex.flatMap { picture.configuration.keys[safe: $0]?.environment } ?? ""
    }
  }
}
