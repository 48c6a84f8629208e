import KeywatchCore

/// Who was rejected, and why: panel 5.
struct RejectedPanel: PanelContent {
  let picture: Picture

  private var rejections: Rejections { picture.snapshot.rejections }

  var title: String { "Rejected" }

  func note(_ form: PanelForm) -> [Run] {
    guard rejections.total > 0 else { return [] }
    let sources = rejections.sources.count + rejections.others
    return [
      Run(
        "\(rejections.total.short) from \(sources.grouped) \(sources == 1 ? "source" : "sources")",
        .dim)
    ]
  }

  func height(_ form: PanelForm) -> Int {
    rejections.sources.isEmpty ? 1 : rejections.sources.count + 1
  }

  func reach(_ form: PanelForm, width: Int) -> Reach { .rows(rejections.sources.map(\.source)) }

  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?) {
    guard !rejections.sources.isEmpty else {
      return canvas.remark(
        picture.snapshot.requests == 0
          ? "Nothing was rejected: no request seen yet."
          : "Nothing was rejected: all requests were accepted.")
    }
    guard form == .alone else { return table(form).draw(on: &canvas, selected: position) }
    // Alarms stand in the detail and get what the list can spare.
    let least = picture.snapshot.alarms.isEmpty ? 2 : 4
    drawList(table(form), on: &canvas, selected: position, least: canvas.height / least) {
      row, width in
      RejectedDetail(picture: picture).page(rejections.sources[row], width: width)
    }
  }

  private func table(_ form: PanelForm) -> Table {
    var table = Table(columns: [
      .fixed("LAST", 8, .left, rank: 1),
      .fitted("SOURCE", 12...(form == .rows || form == .wide ? 15 : 24), rank: 0),
      .rest("CALLER, AGENT", least: 10, rank: 3), .fitted("API", 8...18, rank: 4),
      .fitted("REASON", 11...19, rank: 0), .fixed("TIMES", 6, rank: 0),
    ])
    if form != .rows { table.columns.insert(.fixed("KEY", 8, .left, rank: 5), at: 5) }
    if form == .alone { table.columns.insert(.fixed("KIND", 8, .left, rank: 6), at: 6) }
    table.rows = rejections.sources.map { row($0, form) }
    return table
  }

  private func row(_ source: RejectedSource, _ form: PanelForm) -> [TableCell] {
    let isNamed = !source.caller.isEmpty && source.caller != "unattributed"
    let api = source.api.flatMap { picture.configuration.apis[safe: $0]?.name }
    var cells: [TableCell] = [
      .text(source.isTimed ? moment(source.last) : picture.glyphs.dash, .faint),
      .text(source.source),
      .text(isNamed ? source.caller : source.userAgent, isNamed ? .text : .dim),
      .text(api ?? picture.glyphs.dash), .line(reasons(source)),
      .text(source.rejected.short, .text, bold: true),
    ]
    if form != .rows {
      // The newest attempt's key must not stand beside another reason.
      let print =
        source.lastReason == source.mainReason
        ? source.lastFingerprint.map { String($0.description.prefix(8)) } : nil
      cells.insert(.text(print ?? picture.glyphs.dash, .dim), at: 5)
    }
    if form == .alone { cells.insert(.text(source.kind.rawValue, .dim), at: 6) }
    return cells
  }

  /// The most frequent reason, and how many others there were.
  private func reasons(_ source: RejectedSource) -> [Run] {
    let others = source.reasons.count - 1
    return Self.reason(source.mainReason, bold: true)
      + (others > 0 ? [Run(" +\(others)", .dim)] : [])
  }

  /// The time of today, the date before.
  private func moment(_ time: Timestamp) -> String {
    picture.now.since(time) > 86_400_000 ? Clock(time).date : Clock(time).time
  }

  /// A reason in words.
  static func reason(_ reason: Reason, bold: Bool = false) -> [Run] {
    let (words, role) = look(of: reason)
    return [Run(words, role, bold: bold)]
  }

  /// A reason's words and their colour.
  static func look(of reason: Reason) -> (String, Role) {
    switch reason {
    case .missing: ("no key", .keyless)
    case .malformed: ("malformed", .unknown)
    case .unknown: ("unknown key", .unknown)
    case .retired: ("retired key", .bad)
    case .scope: ("wrong API", .warn)
    case .activeRefused: ("good key refused", .bad)
    case .plainHTTP: ("plain http", .bad)
    case .unspecified: ("no reason given", .dim)
    }
  }
}

extension RejectedSource {
  /// The most frequent reason.
  var mainReason: Reason { reasons.first?.reason ?? lastReason }
}
