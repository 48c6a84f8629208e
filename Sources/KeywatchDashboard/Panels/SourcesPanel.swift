import KeywatchCore

/// Where lines come from, what was seen of them, and what was not understood: panel 7.
struct SourcesPanel: PanelContent {
  let picture: Picture

  var title: String { "Sources" }

  func note(_ form: PanelForm) -> [Run] {
    let lines = picture.snapshot.lines
    let share = lines.read == 0 ? 0 : Double(lines.undecoded) / Double(lines.read)
    if lines.undecoded == 0 { return [Run("\(lines.read.short) lines, all understood", .dim)] }
    return [Run("\(lines.read.short) lines, \(share.percent) not understood", .dim)]
  }

  func height(_ form: PanelForm) -> Int { page(width: 80).lines.count }

  func reach(_ form: PanelForm, width: Int) -> Reach { .lines(page(width: width - 2).lines.count) }

  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?) {
    page(width: canvas.width - 2).draw(on: &canvas, top: position ?? 0)
  }

  private func page(width: Int) -> Page {
    var page = Page(width: width, glyphs: picture.glyphs)
    sources(&page, width)
    coverage(&page, width)
    lines(&page)
    for exposure in picture.snapshot.exposures {
      page.gap()
      page.sentence(
        "a raw key is written to this log: \(picture.looks[exposure.identity].word), "
          + "\(exposure.count.grouped) times; configure the server not to log "
          + "\(picture.configuration.header), then rotate", .bad,
        lead: [Run("! ", .bad, bold: true)])
    }
    return page
  }

  private func sources(_ page: inout Page, _ width: Int) {
    if picture.liveness.sources.isEmpty {
      return page.sentence(
        "No source is read by this run: what is shown comes from a stored state.", .dim)
    }
    let name = max(width - 46, 16)
    page.row([
      ([], 1), ([Run("SOURCE", .dim)], name), ([Run("STATE", .dim)], 9),
      ([Run("   LINES", .dim)], 8), ([Run("    BYTES", .dim)], 9), ([Run("LAST LINE", .dim)], 9),
    ])
    for source in picture.liveness.sources {
      let (glyph, role) = Self.look(source.condition, picture.glyphs)
      page.row([
        ([Run(glyph, role, bold: true)], 1), ([Run(source.name)], name),
        ([Run(source.condition.rawValue, role)], 9),
        ([Run(right(source.lines.short, 8))], 8), ([Run(right(source.bytes.byteText, 9))], 9),
        ([Run(right(source.lastArrival.age(at: picture.now), 9), .dim)], 9),
      ])
      if !source.detail.isEmpty { page.sentence(source.detail, role, lead: [Run("  ")]) }
    }
  }

  private func coverage(_ page: inout Page, _ width: Int) {
    guard !picture.snapshot.coverage.isEmpty else { return }
    page.heading("Coverage")
    for coverage in picture.snapshot.coverage {
      let span = coverage.from.flatMap { from in
        coverage.to.map {
          "\(Clock(from).dateAndTime) \(picture.glyphs.arrow) \(Clock($0).dateAndTime)"
        }
      }
      let holes = coverage.holes.count
      page.row([
        ([Run(coverage.source)], max(width - 50, 16)), ([Run(span ?? "nothing yet", .dim)], 29),
        (
          [
            holes == 0
              ? Run("no hole", .ok) : Run("\(holes) \(holes == 1 ? "hole" : "holes")", .warn)
          ], 18
        ),
      ])
      for hole in coverage.holes.suffix(5) {
        let length = (hole.to.since(hole.from) / 1000).longDuration
        page.sentence(
          "\(Clock(hole.from).dateAndTime), \(length): \(hole.reason)", .warn, lead: [Run("    ")])
      }
    }
  }

  private func lines(_ page: inout Page) {
    let lines = picture.snapshot.lines
    page.heading("Lines")
    let counts = [
      ("read", lines.read), ("decoded", lines.decoded), ("merged", lines.merged),
      ("suspect", lines.suspect), ("outside", lines.outside), ("blank", lines.blank),
      ("not understood", lines.undecoded),
    ]
    page.sentence(
      counts.filter { $0.1 > 0 || $0.0 == "read" }.map { "\($0.0) \($0.1.grouped)" }
        .joined(separator: ", "))
    for reason in Undecoded.allCases {
      let count = lines.undecodedByReason[safe: reason.rawValue] ?? 0
      guard count > 0 else { continue }
      let example = picture.snapshot.undecodedExamples.first { $0.reason == reason }
      page.line([
        Run("  " + reason.word.split(separator: "_").joined(separator: " "), .warn),
        Run(" \(count.grouped)   "), Run(bytes: example?.text ?? [], .faint),
      ])
    }
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.unicodeScalars.count, 0)) + text
  }

  /// Sign and colour of a source's condition.
  static func look(_ condition: SourceState.Condition, _ glyphs: Glyphs) -> (String, Role) {
    switch condition {
    case .following, .reading: (glyphs.done, .ok)
    case .waiting, .ended: (glyphs.dot, .pending)
    case .stale: ("!", .warn)
    case .failing: (glyphs.bad, .bad)
    }
  }
}
