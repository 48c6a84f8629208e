import KeywatchCore

/// The newest lines as they come, the newest at the bottom: panel 6.
struct LogPanel: PanelContent {
  /// The log as it was when somebody scrolled in it.
  struct Hold: Sendable {
    var entries: [LogEntry]
    /// Lines decoded up to then.
    var decoded: Int
  }

  let picture: Picture
  let hold: Hold?

  private var entries: [LogEntry] { hold?.entries ?? picture.snapshot.log }

  var title: String { "Live log" }

  func note(_ form: PanelForm) -> [Run] {
    guard let hold else {
      return picture.liveness.isOfState ? [] : [Run("following", .dim)]
    }
    let missed = max(picture.snapshot.lines.decoded - hold.decoded, 0)
    return [Run("held +\(missed.short)", .warn)]
  }

  func height(_ form: PanelForm) -> Int { max(entries.count, 3) }

  func reach(_ form: PanelForm, width: Int) -> Reach { .numbered(entries.count) }

  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?) {
    guard !entries.isEmpty else { return canvas.remark(waiting) }
    guard form == .alone else { return draw(on: &canvas, form, selected: position) }
    let chosen = position ?? entries.count - 1
    guard let entry = entries[safe: chosen] else { return }
    let page = LogDetail(picture: picture).page(entry, width: canvas.width - 2)
    let listHeight = max(canvas.height - page.lines.count - 1, canvas.height / 2)
    canvas.within(Rect(x: 0, y: 0, width: canvas.width, height: listHeight)) {
      draw(on: &$0, form, selected: position)
    }
    let rule = String(repeating: canvas.glyphs.horizontal, count: max(canvas.width - 2, 0))
    canvas.put(rule, .border, x: 1, y: listHeight, width: canvas.width - 2)
    let rest = Rect(
      x: 0, y: listHeight + 1, width: canvas.width, height: max(canvas.height - listHeight - 1, 0))
    canvas.within(rest) { page.draw(on: &$0) }
  }

  private func draw(on canvas: inout Canvas, _ form: PanelForm, selected: Int?) {
    let isWide = canvas.width >= 98
    var table = Table(columns: [
      .fixed("TIME", 8, .left), .fixed("", 1, .left), .fixed("", 3, .left),
      .fitted(form == .alone ? "METHOD" : "", 4...7, rank: 3), .fitted("CALLER", 6...24, rank: 2),
      .rest("PATH", least: 12), .fitted("SOURCE", 7...24, rank: 4),
      .fitted("TOOK", 6...(isWide ? 16 : 11), rank: 1),
    ])
    if !isWide { table.columns.remove(at: 6) }
    table.gap = 1
    table.hasTitles = form == .alone
    let lines = canvas.height - (table.hasTitles ? 1 : 0)
    // Only what can be on the screen is made ready.
    let top = min(max((selected ?? entries.count) - lines, 0), max(entries.count - 2 * lines, 0))
    table.rows = entries.dropFirst(top).prefix(max(2 * lines, 0)).map { row($0, isWide) }
    let last = max(table.rows.count - 1, 0)
    if let selected {
      table.draw(on: &canvas, selected: min(selected - top, last))
    } else {
      table.rows = Array(table.rows.suffix(max(lines, 0)))
      table.draw(on: &canvas)
    }
  }

  private func row(_ entry: LogEntry, _ isWide: Bool) -> [TableCell] {
    let look = picture.looks[entry.identity]
    var cells: [TableCell] = [
      .text(entry.time.map { Clock($0).time } ?? "--:--:--", .faint),
      .text(look.glyph, look.role, bold: true),
      .line(Self.status(entry)),
      .text(entry.method, .dim),
      .text(entry.caller, entry.caller == "unattributed" ? .faint : .dim),
      .text(entry.path),
    ]
    if isWide { cells.append(.text(entry.source, .faint)) }
    return cells + [.line(end(entry))]
  }

  /// The status in the colour of what became of the request.
  static func status(_ entry: LogEntry) -> [Run] {
    let text = entry.status.map { String($0) } ?? " - "
    guard entry.outcome.isAccepted else { return [Run(text, .bad, bold: true)] }
    return switch entry.status ?? 0 {
    case 500...: [Run(text, .bad)]
    case 400...: [Run(text, .warn)]
    default: [Run(text, .ok)]
    }
  }

  /// How long it took, or why it was rejected.
  private func end(_ entry: LogEntry) -> [Run] {
    if case .rejected(let reason) = entry.outcome { return RejectedPanel.reason(reason) }
    return [Run(entry.durationMilliseconds.map(Self.duration) ?? "", .faint)]
  }

  /// How long a request took: `2.4ms`, `812ms`, `12.0s`.
  static func duration(_ milliseconds: Double) -> String {
    milliseconds < 9.95
      ? milliseconds.tenths + "ms"
      : milliseconds < 9_999.5 ? "\(milliseconds.clamped)ms" : (milliseconds / 1000).tenths + "s"
  }

  private var waiting: String {
    if picture.liveness.isOfState {
      return "A state keeps no log lines; they stand in the logs that panel "
        + "\(Panel.sources.rawValue) names."
    }
    let reason = picture.glyphs.fold(picture.liveness.reason)
    switch picture.liveness.mode {
    case .waiting: return "Waiting for the first line" + (reason.isEmpty ? "." : ": \(reason).")
    case .replay: return "History is being read first; new lines show here."
    case .ended: return "The input has ended; no line came while the screen was up."
    case .live, .stale, .degraded, .unsaved: return "No line came since the screen was opened."
    }
  }
}
