import KeywatchCore

/// Everything a frame is drawn from: the snapshot, how the run is going, what follows from both.
struct Picture: Sendable {
  let snapshot: Snapshot
  let liveness: Liveness
  let glyphs: Glyphs
  let choice: Choice
  let looks: Looks
  /// One per identity, in the configuration's order; `unlabelled` only where it occurred.
  let keys: [KeyLine]
  /// All identities together.
  let all: KeyLine
  /// The chosen migration, and what a rotation of its old key would do to whom.
  let status: MigrationStatus?
  let callers: [CallerLine]
  /// Accepted requests whose key nobody can tell.
  let unclear: UnclearUses
  /// First moment of the span; nil while no request is known.
  let from: Timestamp?
  /// Seconds from there to where the graphs end: the span, or what there is of it.
  let stretch: Int64

  /// Parts of the span a graph is made from.
  static let buckets = 480

  private let figures: Figures

  /// `previous` is what was shown before, whose figures may still hold.
  init(
    _ snapshot: Snapshot, _ liveness: Liveness, _ choice: Choice, glyphs: Glyphs,
    previous: Picture? = nil
  ) {
    self.snapshot = snapshot
    self.liveness = liveness
    self.glyphs = glyphs
    self.choice = choice
    status = snapshot.migrations[safe: choice.migration]
    looks = Looks(snapshot.configuration, glyphs)
    let end = Self.end(snapshot, liveness)
    from = Self.start(snapshot, choice.span, end)
    stretch = max(from.map { end.since($0) / 1000 } ?? 0, 1)
    figures = Figures(
      snapshot, liveness.mode, from: from, to: end, previous: previous?.figures)
    let lines = Self.lines(snapshot, looks, choice.span, figures)
    keys = lines.filter { $0.identity != .unlabelled || $0.total > 0 }
    all = Self.sum(lines, snapshot, figures)
    unclear = UnclearUses(snapshot)
    callers = CallerLine.lines(snapshot, status, unclear, now: liveness.now)
  }

  var configuration: Configuration { snapshot.configuration }
  var now: Timestamp { liveness.now }

  /// The moment rates and graphs end: now while lines come in, else the last event.
  private static func end(_ snapshot: Snapshot, _ liveness: Liveness) -> Timestamp {
    switch liveness.mode {
    case .live, .stale, .degraded, .unsaved: liveness.now
    case .replay, .waiting, .ended: snapshot.last ?? liveness.now
    }
  }

  private static func start(_ snapshot: Snapshot, _ span: Span, _ end: Timestamp) -> Timestamp? {
    guard let first = snapshot.first else { return nil }
    guard let seconds = span.seconds else { return first }
    return max(first, end.advanced(byMilliseconds: -seconds * 1000))
  }

  private static func lines(
    _ snapshot: Snapshot, _ looks: Looks, _ span: Span, _ figures: Figures
  ) -> [KeyLine] {
    let rows = Dictionary(snapshot.keys.map { ($0.identity, $0) }) { first, _ in first }
    let lines = snapshot.configuration.identities.map { identity in
      let row = rows[identity]
      var line = KeyLine(
        identity, looks[identity],
        requests: span == .all ? row?.requests ?? 0 : figures.count(identity),
        rate: figures.rate(identity), series: figures.series(identity))
      if let row { line.take(row) }
      let key = identity.keyIndex.flatMap { snapshot.configuration.keys[safe: $0] }
      line.fingerprint = line.fingerprint ?? key?.fingerprint
      return line
    }
    let total = lines.reduce(0) { $0 + $1.requests }
    return lines.map { line in
      var line = line
      line.share = total == 0 ? 0 : Double(line.requests) / Double(total)
      return line
    }
  }

  private static func sum(_ lines: [KeyLine], _ snapshot: Snapshot, _ figures: Figures) -> KeyLine {
    var series = [Int](repeating: 0, count: lines.map(\.series.count).max() ?? 0)
    for line in lines { for (i, count) in line.series.enumerated() { series[i] += count } }
    var line = KeyLine(
      .unlabelled, Look(glyph: " ", word: "all", role: .dim),
      requests: lines.reduce(0) { $0 + $1.requests }, rate: figures.rate(nil), series: series)
    line.accepted = snapshot.accepted
    line.rejected = snapshot.rejected
    line.first = snapshot.first
    line.last = snapshot.last
    return line
  }
}
