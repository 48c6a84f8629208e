import KeywatchCore
import KeywatchInput

/// Reads the sources, keeps the tally and leaves pictures of it at the seam; everything here belongs to one thread.
struct Engine: ~Copyable {
  private var set: SourceSet
  private var monitor: Monitor
  private var buffer = LineBuffer()
  /// What each stream left open.
  private var remainders: [LineStream: LineBuffer.Remainder] = [:]
  private var pulse: Pulse
  /// The snapshot of the last picture, and the moment it was made for.
  private var newest: (at: Timestamp, snapshot: Snapshot)?
  private let clock: Clock
  private let seam: Seam
  private let sources: [String]

  /// Pictures are at least this far apart, and their making takes a fifth of the time at most.
  private static let pictureInterval: Duration = .milliseconds(100)
  /// Milliseconds a snapshot is good for while nothing comes.
  private static let verdictInterval: Int64 = 30_000
  /// Lines at the end of a chunk that are kept for the live log: few while much is left to read.
  private static let logLines = (live: 1000, behind: 8)

  init(
    _ sources: [String], _ configuration: Configuration, from start: Start, clock: Clock,
    seam: Seam
  ) throws(InputError) {
    set = try SourceSet(sources.map { SourcePattern($0) }, from: start)
    monitor = Monitor(configuration: configuration, unknownHash: UnknownKeyHash())
    pulse = Pulse(now: clock.now())
    self.clock = clock
    self.seam = seam
    self.sources = sources
  }

  /// Reads and leaves pictures until the seam says stop.
  mutating func run() {
    let wake = self.set.wake
    seam.attend { wake.signal() }
    var nextPicture = post()
    while !seam.isStopped {
      let isIdle = !takeStep()
      let now = ContinuousClock.now
      if now >= nextPicture {
        nextPicture = post()
      } else if isIdle {
        _ = set.wait(upTo: pulse.hasNews ? nextPicture - now : .seconds(1))
      }
    }
  }

  /// Reads everything there is now; for one frame without a terminal.
  mutating func catchUp() {
    while takeStep() {}
  }

  /// Does one step of the sources; false when there was nothing to do.
  private mutating func takeStep() -> Bool {
    switch set.next() {
    case .idle:
      pulse.caughtUp()
      return false
    case .bytes(let stream): readChunk(of: stream)
    case .ended(let stream): finish(stream)
    case .rewound(let stream): remainders[stream] = nil
    }
    return true
  }

  private mutating func readChunk(of stream: LineStream) {
    let now = clock.now()
    monitor.arrival = now
    let backlog = set.backlog
    let isFarBehind = backlog.total - backlog.read > Int64(LineBuffer.chunkSize)
    monitor.logLines = isFarBehind ? Self.logLines.behind : Self.logLines.live
    let before = monitor.tally.lines.read
    buffer.restore(remainders[stream] ?? .init())
    let count = buffer.fill { set.read(into: $0) }
    monitor.read(buffer.lines, at: InputPosition(input: stream.source, offset: pulse.bytes))
    monitor.addOversize(buffer.takeOversize())
    buffer.advance()
    remainders[stream] = buffer.takeRemainder()
    let lines = monitor.tally.lines.read - before
    pulse.read(lines: lines, bytes: count, source: stream.source, at: now)
  }

  private mutating func finish(_ stream: LineStream) {
    buffer.restore(remainders.removeValue(forKey: stream) ?? .init())
    if buffer.finish() {
      monitor.readUnterminated(
        buffer.lines, at: InputPosition(input: stream.source, offset: pulse.bytes))
    }
    monitor.addOversize(buffer.takeOversize())
    pulse.read(lines: 0, bytes: 0, source: stream.source, at: clock.now())
  }

  /// Leaves a picture of the present state; returns when the next one is due.
  private mutating func post() -> ContinuousClock.Instant {
    let start = ContinuousClock.now
    seam.post(picture())
    return .now + max(Self.pictureInterval, (.now - start) * 4)
  }

  /// The present state as a value.
  mutating func picture() -> Seam.Picture {
    let now = clock.now()
    let snapshot = snapshot(now)
    var liveness = pulse.liveness(
      states: set.states, backlog: set.backlog, snapshot: snapshot, now: now)
    if set.isOver { (liveness.mode, liveness.reason) = (.ended, "the input has ended") }
    if let end = clock.end, now >= end {
      (liveness.mode, liveness.reason) = (.ended, "the demo has ended; q leaves")
    }
    liveness.simulatedSpeed = clock.speed
    if clock.speed != nil { liveness.lagSeconds = nil }
    return Seam.Picture(snapshot: snapshot, liveness: liveness)
  }

  /// What the tally says; while nothing comes, verdicts are drawn anew twice a minute only.
  private mutating func snapshot(_ now: Timestamp) -> Snapshot {
    if let newest, !pulse.hasNews, now.since(newest.at) < Self.verdictInterval {
      return newest.snapshot
    }
    let coverage = sources.enumerated().map { number, name in
      var coverage = Coverage(source: SourcePattern(name).name)
      coverage.add(monitor.tally.spans[number] ?? Span())
      return coverage
    }
    let snapshot = monitor.snapshot(now: now, coverage: coverage, top: 1000)
    newest = (now, snapshot)
    return snapshot
  }
}
