import KeywatchCore

/// The rows under the header: what the evidence says, what to do next, how requests are shared out.
///
/// The reading of history and a source's fault come before them: what, why, since when.
struct Banner: Sendable {
  let picture: Picture
  let isMonochrome: Bool

  private enum Row {
    /// What is too long loses its end, never the tail.
    case line([Run], tail: [Run] = [])
    case progress
    case share
  }

  /// Columns of the sign before a fault and of the time behind it, about.
  private static let sinceWidth = 30
  /// Columns of the sign and the margins.
  private static let edges = 4

  /// The rows it has on a screen of a size: the share bar only where there is room, and more where the log
  /// says nothing of a switch: why, and what to do about it, is all there is to be read then.
  func height(width: Int, on screenHeight: Int) -> Int {
    let usual = screenHeight >= 30 ? 3 : 2
    return isWhole ? min(max(rows(width).count - 1, usual), usual + 2) : usual
  }

  /// Whether sentence and action have as many rows as it takes.
  private var isWhole: Bool {
    urgent.map { $0.verdict == .cannotTell || $0.verdict == .notStarted } ?? false
  }

  /// Draws as many rows as the area has, the most urgent first.
  func draw(on canvas: inout Canvas) {
    for (y, row) in rows(canvas.width).prefix(canvas.height).enumerated() {
      switch row {
      case .line(let runs, let tail):
        let tailWidth = canvas.escaper.width(tail, limit: canvas.width / 2)
        let used = canvas.put(runs, x: 1, y: y, width: canvas.width - 2 - tailWidth)
        canvas.put(tail, x: 1 + used, y: y, width: tailWidth)
      case .progress: progress(on: &canvas, y)
      case .share: ShareBar(picture: picture, isMonochrome: isMonochrome).draw(on: &canvas, y: y)
      }
    }
  }

  private func rows(_ width: Int) -> [Row] {
    trouble(width) + notice(width) + whole(sentence, width) + whole(next, width) + [.share]
  }

  private func notice(_ width: Int) -> [Row] {
    picture.liveness.notice.map { broken($0, .warn, "!", width, hasSince: false) } ?? []
  }

  private func trouble(_ width: Int) -> [Row] {
    let liveness = picture.liveness
    // The header counts failing sources; that nothing is saved is said nowhere else.
    if liveness.mode != .unsaved,
      let failing = liveness.sources.first(where: { $0.condition == .failing })
    {
      let more = liveness.sources.count { $0.condition == .failing } - 1
      let name = failing.name.count > 40 ? failing.name.prefix(28) + "…" : failing.name
      let text = [name, failing.detail].filter { !$0.isEmpty }.joined(separator: ": ")
      return broken(
        text + (more > 0 ? " (and \(more) more)" : ""), .bad, picture.glyphs.bad, width)
    }
    switch liveness.mode {
    case .replay: return [.progress]
    case .live: return []
    case .ended where liveness.reason.isEmpty: return []
    case .waiting: return [line(.pending, picture.glyphs.dot, "Waiting: " + reason("no line yet"))]
    // The reason says how long already.
    case .stale:
      return [
        line(.warn, "!", "Stale: " + reason("no new line"), hasSince: liveness.reason.isEmpty)
      ]
    case .degraded:
      return [line(.bad, picture.glyphs.bad, "Degraded: " + reason("a source has trouble"))]
    case .unsaved:
      return [line(.bad, picture.glyphs.bad, "Not saved: " + reason("the state cannot be written"))]
    case .ended:
      return [line(.pending, picture.glyphs.dot, "Ended: " + reason(""), hasSince: false)]
    }
  }

  /// A clause; where it is too long for a row, what follows the last colon (the cause, the cure) has its own.
  private func broken(
    _ text: String, _ role: Role, _ glyph: String, _ width: Int, hasSince: Bool = true
  ) -> [Row] {
    guard text.count + (hasSince ? Self.sinceWidth : Self.edges) > width,
      let colon = text.ranges(of: ": ").last(where: {
        text.distance(from: text.startIndex, to: $0.upperBound) <= width - Self.edges
      })
    else { return [line(role, glyph, text, hasSince: hasSince)] }
    return [
      line(role, glyph, String(text[..<colon.upperBound]), hasSince: false),
      line(role, " ", String(text[colon.upperBound...]), hasSince: false),
    ]
  }

  /// A sign or a word, and a text on as many rows as it takes, two at most.
  private func whole(_ runs: [Run], _ width: Int) -> [Row] {
    guard isWhole, runs.count == 2, case .text(let lead) = runs[0].content,
      case .text(let text) = runs[1].content, text.count > width - 2 - lead.count,
      let blank = text.prefix(max(width - 1 - lead.count, 0)).lastIndex(of: " ")
    else { return [.line(runs)] }
    let rest = String(repeating: " ", count: lead.count) + text[blank...].dropFirst()
    return [
      .line([runs[0], Run(String(text[..<blank]), runs[1].style)]),
      .line([Run(rest, runs[1].style)]),
    ]
  }

  private func reason(_ fallback: String) -> String {
    picture.liveness.reason.isEmpty ? fallback : picture.liveness.reason
  }

  private func line(
    _ role: Role, _ glyph: String, _ text: String, hasSince: Bool = true
  ) -> Row {
    var since = ""
    if hasSince, let start = picture.liveness.modeSince {
      since = ", since \(Clock(start).time) (\(start.age(at: picture.now)))"
    }
    return .line(
      [Run(glyph + " ", role, bold: true), Run(picture.glyphs.fold(text), role, bold: true)],
      tail: [Run(since, .dim)])
  }

  /// The migration an operator must look at first.
  private var urgent: MigrationStatus? {
    picture.snapshot.migrations.enumerated()
      .min { ($0.element.urgency, $0.offset) < ($1.element.urgency, $1.offset) }?.element
  }

  private var sentence: [Run] {
    guard let urgent else {
      return [
        Run("No migration is configured", .text, bold: true),
        Run(": keywatch shows which key every request was made with.", .text),
      ]
    }
    let look = StepLook(verdict: urgent.verdict, picture.glyphs)
    return [
      Run(look.glyph + " ", look.role, bold: true),
      Run(picture.glyphs.fold(urgent.sentence), .text, bold: true),
    ]
  }

  private var next: [Run] {
    let fallback = "name a caller and two keys under migrations: in keywatch.yaml to follow a move."
    let text = urgent.map { $0.next.isEmpty ? "nothing to do." : $0.next } ?? fallback
    return [Run("Next: ", .accent), Run(picture.glyphs.fold(text), .text)]
  }

  private func progress(on canvas: inout Canvas, _ y: Int) {
    let liveness = picture.liveness
    let lead = "Reading history \(liveness.replayPercent)% "
    let end = " \(liveness.replayed.read.byteText) of \(liveness.replayed.total.byteText)"
    let used = canvas.put([Run(lead, .accent, bold: true)], x: 1, y: y)
    let endWidth = end.unicodeScalars.count
    canvas.bar(
      liveness.replayShare, .accent, x: 1 + used, y: y, width: canvas.width - used - endWidth - 2)
    canvas.put([Run(end, .dim)], x: canvas.width - endWidth - 1, y: y)
  }
}

extension MigrationStatus {
  /// 0 for the migration an operator must see first: a step that went back counts like the verdict.
  var urgency: Int { steps.contains { $0.state == .regressed } ? 0 : verdict.urgency }
}
