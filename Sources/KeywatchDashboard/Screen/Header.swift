import KeywatchCore

/// The first row: who and how well at the left, the mode as a badge and the clock at the right.
struct Header: Sendable {
  let picture: Picture
  /// Requests that came in while the picture was held; nil while it is not.
  let heldBack: Int?

  /// One part of the row; where there is too little room the highest rank goes first.
  private struct Segment {
    var rank: Int
    var runs: [Run]
    var isRight = false
    var graph = 0
  }

  /// Draws it over the whole first row.
  func draw(on canvas: inout Canvas) {
    canvas.clear(Rect(x: 0, y: 0, width: canvas.width, height: 1), Style(.header))
    let segments = fitting(canvas)
    var x = 1
    for segment in segments where !segment.isRight {
      let width = width(segment, canvas)
      canvas.put(segment.runs, x: x, y: 0)
      if segment.graph > 0 {
        canvas.dots(picture.all.series, .header, x: x, y: 0, width: segment.graph)
      }
      x += width + 2
    }
    x = canvas.width - 1
    for segment in segments.reversed() where segment.isRight {
      x -= width(segment, canvas)
      canvas.put(segment.runs, x: x, y: 0)
      x -= 2
    }
  }

  private func width(_ segment: Segment, _ canvas: Canvas) -> Int {
    segment.graph + canvas.escaper.width(segment.runs, limit: canvas.width)
  }

  private func fitting(_ canvas: Canvas) -> [Segment] {
    var segments = segments(canvas.width).filter { width($0, canvas) > 0 }
    func room() -> Int { segments.reduce(0) { $0 + width($1, canvas) + 2 } }
    while segments.count > 1, room() > canvas.width,
      let victim = segments.indices.max(by: { segments[$0].rank < segments[$1].rank })
    {
      segments.remove(at: victim)
    }
    return segments
  }

  private func segments(_ width: Int) -> [Segment] {
    [
      Segment(rank: 1, runs: [header("keywatch", bold: true)]),
      Segment(rank: 7, runs: [header(picture.configuration.name)]),
      Segment(rank: 2, runs: demo(width)),
      // The rate tells more than that all sources are well.
      Segment(rank: isFailing ? 4 : 6, runs: sources),
      Segment(rank: 2, runs: alarms(width)),
      Segment(rank: 5, runs: [header(rate, bold: true)]),
      Segment(rank: 9, runs: [], graph: graphWidth(width)),
      Segment(rank: 8, runs: lag),
      Segment(rank: 10, runs: total),
      Segment(rank: 0, runs: [badge], isRight: true),
      Segment(rank: 3, runs: [header(clock(width))], isRight: true),
    ]
  }

  private func header(_ text: String, bold: Bool = false) -> Run {
    Run(text, Style(.header, bold: bold))
  }

  /// Blocks of signs would say less than they weigh, so only dots are drawn.
  private func graphWidth(_ width: Int) -> Int {
    width >= 100 && picture.glyphs == .unicode && !picture.all.series.isEmpty ? width / 8 : 0
  }

  private func demo(_ width: Int) -> [Run] {
    guard let speed = picture.liveness.simulatedSpeed, speed.magnitude < 1e7 else { return [] }
    let length = speed < 60 ? "\(speed.clamped) s" : "\((speed / 60).clamped.grouped) min"
    return [header("DEMO" + (width < 100 ? " " : ", simulated clock, ") + "1 s = \(length)")]
  }

  private var isFailing: Bool {
    picture.liveness.sources.contains { $0.condition == .failing }
  }

  private var sources: [Run] {
    let all = picture.liveness.sources
    guard !all.isEmpty else { return [] }
    let good = all.count { ![.failing, .waiting, .stale].contains($0.condition) }
    let text = "\(good)/\(all.count) \(all.count == 1 ? "source" : "sources")"
    if isFailing {
      return [Run(" \(picture.glyphs.bad) \(text) ", Style(.bad, bold: true, filled: true))]
    }
    return [header((good == all.count ? picture.glyphs.done : picture.glyphs.dot) + " " + text)]
  }

  private func alarms(_ width: Int) -> [Run] {
    let alarms = picture.snapshot.alarms
    guard let worst = alarms.first else { return [] }
    let place = width < 100 ? "" : " (\(Panel.rejected.rawValue))"
    let text = "! \(alarms.count) \(alarms.count == 1 ? "alarm" : "alarms")" + place
    let isGrave = worst.severity == .critical || worst.severity == .high
    return [isGrave ? Run(" \(text) ", Style(.bad, bold: true, filled: true)) : header(text)]
  }

  private var rate: String {
    switch picture.liveness.mode {
    case .live, .replay, .degraded, .unsaved:
      let now = picture.liveness.requestsPerSecond
      if now >= 10 { return now < 100_000 ? "\(now.clamped.grouped)/s" : now.rate }
      if picture.all.rate > 0 { return picture.all.rate.rate }
    // Nothing comes in, so what came in last is no rate.
    case .stale, .waiting, .ended: break
    }
    guard let last = picture.snapshot.last else { return "" }
    // Ages are counted from it, so its own says nothing.
    if picture.liveness.isOfState, picture.liveness.mode == .ended {
      return "last " + Clock(last).dateAndTime
    }
    return "last \(last.age(at: picture.now)) ago"
  }

  private var total: [Run] {
    let requests = picture.snapshot.requests
    return requests == 0 ? [] : [header("total " + requests.short)]
  }

  private var lag: [Run] {
    guard let lag = picture.liveness.lagSeconds else { return [] }
    let text = lag < 9.95 ? max(lag, 0).tenths + "s" : Int64(lag.clamped).duration
    return [header("lag " + text)]
  }

  private func clock(_ width: Int) -> String {
    let clock = Clock(picture.now)
    return (width >= 100 ? clock.date + " " : "") + clock.time + "Z"
  }

  private var badge: Run {
    let (word, role) = mode
    return Run(" \(word) ", Style(role, bold: true, filled: true))
  }

  private var mode: (String, Role) {
    if let heldBack { return ("PAUSED +\(heldBack.short)", .warn) }
    switch picture.liveness.mode {
    case .live: return ("LIVE", .ok)
    case .replay: return ("REPLAY \(picture.liveness.replayPercent)%", .accent)
    case .waiting: return ("WAITING", .pending)
    case .stale: return ("STALE", .warn)
    case .degraded: return ("DEGRADED", .bad)
    case .unsaved: return ("NOT SAVED", .bad)
    case .ended: return ("ENDED", .pending)
    }
  }
}

extension Liveness {
  /// 0…1, how much of the existing content has been read.
  var replayShare: Double {
    replayed.total <= 0 ? 0 : min(max(Double(replayed.read) / Double(replayed.total), 0), 1)
  }
  /// Whole percents, 100 only at the end.
  var replayPercent: Int { (replayShare * 100).rounded(.down).clamped }
}
