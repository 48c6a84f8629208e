import KeywatchCore
import KeywatchInput

/// How the reading goes: what arrived when, how fast, and whether it is the past or the present that is read.
struct Pulse {
  /// Bytes read so far.
  private(set) var bytes: Int64 = 0
  /// True while what was there at the start is being read.
  private(set) var isReplaying = true
  /// True once a picture was made of the present.
  private var hasFollowed = false
  /// True when something was read, or a source changed, since the last picture.
  private(set) var hasNews = false

  /// True once a line came after what was there at the start.
  private var hasArrived = false
  private var lines: [Int: Int] = [:]
  private var arrivals: [Int: Timestamp] = [:]
  /// How lines come from each command; what a file's silence means, its writer alone knows.
  private var habits: [Int: Habit] = [:]
  private var modeSince: Timestamp
  private var mode = Liveness.Mode.waiting
  private var rate: Rate
  /// The longest pause between two arrivals while following.
  private var longestPause: Duration = .zero
  private var newestArrival: (instant: ContinuousClock.Instant, at: Timestamp)?

  /// A source is silent beyond its habit after three times its longest pause, and a minute at least.
  private static let stalePauses = 3
  private static let staleFloor: Duration = .seconds(60)
  /// So many lines are enough to say that a log is not understood, and so many parts of them.
  private static let strangeLines = 5
  private static let strangeShare = 0.9
  /// What was there at the start is history when its newest line is older than this, milliseconds.
  private static let historyAge: Int64 = 3_600_000
  /// A replay of less than this is over before anybody sees it.
  private static let replayBytes: Int64 = 1 << 20

  init(_ sources: [SourcePattern], now: Timestamp) {
    for case (let number, .command) in sources.enumerated() {
      habits[number] = Habit(since: .now)
    }
    modeSince = now
    rate = Rate(now: now)
  }

  /// Books a chunk.
  mutating func read(lines count: Int, bytes: Int, source: Int, at now: Timestamp) {
    hasNews = true
    self.bytes += Int64(bytes)
    guard count > 0 else { return }
    lines[source, default: 0] += count
    let instant = ContinuousClock.now
    if !isReplaying { hasArrived = true }
    if let last = newestArrival, !isReplaying {
      longestPause = max(longestPause, instant - last.instant)
    }
    arrivals[source] = now
    habits[source]?.arrived(at: instant)
    newestArrival = (instant, now)
  }

  /// When the newest line of a source came.
  func arrival(of source: Int) -> Timestamp? { arrivals[source] }

  /// Nothing is left to read for now.
  mutating func caughtUp() { isReplaying = false }

  /// What the header and the sources panel show.
  mutating func liveness(
    states: [SourceState], backlog: (read: Int64, total: Int64), snapshot: Snapshot, now: Timestamp
  ) -> Liveness {
    let (decoded, newest) = (snapshot.requests, snapshot.last)
    var liveness = Liveness(now: now)
    liveness.sources = states.enumerated().map { number, state in
      var state = state
      state.lines = lines[number] ?? 0
      state.lastArrival = arrivals[number]
      judgeSilence(of: number, &state)
      return state
    }
    hasNews = false
    (liveness.mode, liveness.reason) = judge(liveness.sources, backlog, snapshot, now)
    if liveness.mode != mode { (mode, modeSince) = (liveness.mode, now) }
    liveness.modeSince = modeSince
    liveness.replayed = backlog
    if isReplaying || !hasFollowed { rate.restart(decoded, now) }
    hasFollowed = !isReplaying
    liveness.requestsPerSecond = rate.perSecond(decoded, now)
    if !isReplaying, let newest, let arrival = newestArrival, newest <= arrival.at {
      liveness.lagSeconds = Double(arrival.at.since(newest)) / 1000
    }
    return liveness
  }

  /// Marks a command that is silent beyond its habit, though it runs.
  private func judgeSilence(of source: Int, _ state: inout SourceState) {
    guard state.condition == .following, let silence = habits[source]?.silence(at: .now) else {
      return
    }
    state.condition = arrivals[source] == nil ? .waiting : .stale
    let words = "no line for \(silence.components.seconds) s"
    let usual = state.condition == .stale ? ", longer than usual" : ""
    state.detail = [words + usual, state.detail].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func judge(
    _ sources: [SourceState], _ backlog: (read: Int64, total: Int64), _ snapshot: Snapshot,
    _ now: Timestamp
  ) -> (Liveness.Mode, String) {
    if let failing = sources.first(where: { $0.condition == .failing }) {
      return (.degraded, "\(failing.name.shortened): \(failing.detail)")
    }
    let lines = snapshot.lines
    if lines.read >= Self.strangeLines,
      Double(lines.undecoded) >= Double(lines.read) * Self.strangeShare
    {
      return (
        .degraded,
        "\(lines.undecoded) of \(lines.read) lines are not understood; press 7 for an example"
      )
    }
    if isReplaying, backlog.total > Self.replayBytes {
      return (.replay, "reading what is there already")
    }
    guard let last = newestArrival else {
      let waiting = sources.first { $0.condition == .waiting }
      return (
        .waiting, waiting.map { "\($0.name.shortened): \($0.detail)" } ?? "no line has come yet"
      )
    }
    if let stale = sources.first(where: { $0.condition == .stale }),
      !sources.contains(where: { $0.condition == .following || $0.condition == .reading })
    {
      return (.stale, "\(stale.name.shortened): \(stale.detail)")
    }
    if !hasArrived, let newest = snapshot.last, now.since(newest) > Self.historyAge {
      return (.stale, "nothing new has come; the newest line is old")
    }
    let silence = ContinuousClock.now - last.instant
    if silence > max(Self.staleFloor, longestPause * Self.stalePauses) {
      return (.stale, "no line for \(silence.components.seconds) s, longer than usual")
    }
    return (.live, "")
  }
}

extension String {
  /// A source's name before what is to be said of it: a command's may be long.
  fileprivate var shortened: String { count > 40 ? prefix(28) + "…" : self }
}

/// Requests per second of the clock in use over the last few real seconds.
private struct Rate {
  private struct Sample {
    var instant = ContinuousClock.now
    var at: Timestamp
    var count: Int
  }
  private static let window: Duration = .seconds(5)
  private var samples: [Sample]

  init(now: Timestamp) { samples = [Sample(at: now, count: 0)] }

  /// Begins to measure anew: what was read so far came at once.
  mutating func restart(_ count: Int, _ now: Timestamp) {
    samples = [Sample(at: now, count: count)]
  }

  mutating func perSecond(_ count: Int, _ now: Timestamp) -> Double {
    let newest = Sample(at: now, count: count)
    samples.append(newest)
    // One sample older than the window stays, so that the window is always full.
    while samples.count > 2, newest.instant - samples[1].instant >= Self.window {
      samples.removeFirst()
    }
    let span = now.since(samples[0].at)
    return span > 0 ? Double(count - samples[0].count) * 1000 / Double(span) : 0
  }
}
