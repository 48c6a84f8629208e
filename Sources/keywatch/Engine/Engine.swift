import KeywatchCore
import KeywatchInput

/// Reads the sources, keeps and saves the tally and leaves pictures of it at the seam; everything here belongs to one
/// thread.
struct Engine: ~Copyable {
  var set: SourceSet
  var monitor: Monitor
  var gaps: Gaps
  /// Where it is saved; nil for one frame, which leaves nothing behind.
  var saving: Saving?
  private var buffer = LineBuffer()
  /// What each stream left open, or held back.
  private var remainders: [LineStream: LineBuffer.Remainder] = [:]
  var pulse: Pulse
  /// The snapshot of the last picture, and the moment it was made for.
  private var newest: (at: Timestamp, snapshot: Snapshot)?
  /// How the run is going, as of the last picture.
  private(set) var liveness: Liveness
  let plan: Plan
  let seam: Seam
  let unknownHash: UnknownKeyHash

  /// When lines of a stream were held back last.
  private var heldSince: [LineStream: ContinuousClock.Instant] = [:]
  /// How long what follows a line can take to come: a request's lines are written together.
  private static let holdLimit = Duration.milliseconds(100)

  /// Milliseconds a snapshot is good for while nothing comes.
  private static let verdictInterval: Int64 = 30_000
  /// Lines at the end of a chunk that are kept for the live log: few while much is left to read.
  private static let logLines = (live: 1000, behind: 8)

  /// Takes up what the state holds of the sources, where there is one.
  static func begin(_ plan: Plan, seam: Seam) throws -> Engine {
    let kept = try Kept(plan)
    var set = try SourceSet(
      plan.patterns.map(\.absolute), from: plan.start, positions: kept.positions)
    set.keep(plan.configuration.commandSecrecy)
    return Engine(plan, seam, kept, set)
  }

  private init(
    _ plan: Plan, _ seam: Seam, _ kept: consuming Kept, _ set: consuming SourceSet
  ) {
    self.plan = plan
    self.seam = seam
    self.set = set
    gaps = Gaps(kept.coverage)
    unknownHash = kept.unknownHash
    monitor = Monitor(
      configuration: plan.configuration, unknownHash: kept.unknownHash, keys: plan.keys(),
      restoring: kept.tally)
    let now = plan.clock.now()
    pulse = Pulse(plan.patterns, now: now)
    liveness = Liveness(now: now)
    saving = kept.saving.take()
    if saving != nil { monitor.keepChanges() }
  }

  /// Reads and leaves pictures until the seam says stop; then everything is saved.
  mutating func run() {
    let wake = self.set.wake
    seam.attend { wake.signal() }
    var nextPicture = post()
    while !seam.isStopped {
      let isIdle = isFull() || !takeStep()
      saveIfDue(isIdle: isIdle)
      attend()
      if isIdle { settle { $0 + Self.holdLimit <= .now } }
      let now = ContinuousClock.now
      if now >= nextPicture {
        nextPicture = post()
      } else if isIdle {
        let untilPicture =
          !heldSince.isEmpty ? Self.holdLimit : pulse.hasNews ? nextPicture - now : .seconds(1)
        _ = set.wait(upTo: min(untilPicture, timeUntilSave()))
      }
    }
    for stream in heldSince.keys where !set.isFile(stream) { settle(stream) }
    finish()
    stop()
  }

  /// Reads everything there is now and saves it.
  mutating func catchUp() {
    repeat {
      while takeStep() { saveIfDue(isIdle: false) }
      if set.isSettling() { _ = set.wait(upTo: .milliseconds(100)) }
    } while set.isSettling()
    while takeStep() {}
    settle { _ in true }
    if saving != nil {
      let last = picture()
      saving?.saw(last)
    }
    finish()
  }

  /// Ends the commands that were started; nothing is to be read after it.
  mutating func stop() { set.stop() }

  /// Does one step of the sources; false when there was nothing to do.
  private mutating func takeStep() -> Bool {
    let step = set.next()
    bookHoles()
    switch step {
    case .idle:
      pulse.caughtUp()
      return false
    case .bytes(let stream): readChunk(of: stream)
    case .ended(let stream): finish(stream)
    case .dropped(let stream):
      settle(stream)
      remainders[stream] = nil
    }
    return true
  }

  /// Takes in what the sources say they have lost.
  mutating func bookHoles() {
    for found in set.takeHoles() {
      gaps.lost(
        found.reason, source: found.source, after: lastEvent(of: found.source),
        now: plan.clock.now())
    }
  }

  private func lastEvent(of source: Int) -> Int64? {
    monitor.tally.spans[source].flatMap { $0.isEmpty ? nil : $0.last }
  }

  private mutating func readChunk(of stream: LineStream) {
    let now = plan.clock.now()
    monitor.arrival = now
    let backlog = set.backlog
    let isFarBehind = backlog.total - backlog.read > Int64(LineBuffer.chunkSize)
    monitor.logLines = isFarBehind ? Self.logLines.behind : Self.logLines.live
    buffer.restore(remainders[stream] ?? .init())
    let before = begin(stream)
    let count = buffer.fill { set.read(into: $0) }
    buffer.hold(
      monitor.read(
        buffer.lines, at: InputPosition(input: stream.source, offset: pulse.bytes),
        isFinal: !set.canHold(stream)))
    monitor.addOversize(buffer.takeOversize())
    buffer.advance()
    let held = buffer.held
    remainders[stream] = buffer.takeRemainder()
    if held > 0 || heldSince[stream] != nil { set.hold(held, of: stream) }
    heldSince[stream] = held > 0 ? .now : nil
    let lines = book(stream, since: before)
    pulse.read(lines: lines, bytes: count, source: stream.source, at: now)
  }

  /// Counts the lines that were held back at a time that `isDue`.
  private mutating func settle(_ isDue: (ContinuousClock.Instant) -> Bool) {
    let due = heldSince.filter { isDue($0.value) }.keys
    for stream in due.sorted(by: { $0.number < $1.number }) { settle(stream) }
  }

  /// Counts the lines of a stream that are held back: nothing is expected to follow them.
  private mutating func settle(_ stream: LineStream) {
    guard heldSince.removeValue(forKey: stream) != nil else { return }
    let before = begin(stream)
    buffer.restore(remainders[stream] ?? .init())
    if buffer.takeHeld() {
      monitor.read(buffer.lines, at: InputPosition(input: stream.source, offset: pulse.bytes))
    }
    remainders[stream] = buffer.takeRemainder()
    set.hold(0, of: stream)
    let lines = book(stream, since: before)
    pulse.read(lines: lines, bytes: 0, source: stream.source, at: plan.clock.now())
  }

  /// Counts what is held back of files that were given up.
  mutating func settleDropped() {
    var tries = 1000
    while set.hasDropped, tries > 0 {
      tries -= 1
      switch set.next() {
      case .dropped(let stream):
        settle(stream)
        remainders[stream] = nil
      case .ended(let stream): finish(stream)
      case .bytes, .idle: continue
      }
    }
  }

  private mutating func finish(_ stream: LineStream) {
    settle(stream)
    let before = begin(stream)
    buffer.restore(remainders.removeValue(forKey: stream) ?? .init())
    if buffer.finish() {
      monitor.readUnterminated(
        buffer.lines, at: InputPosition(input: stream.source, offset: pulse.bytes))
    }
    monitor.addOversize(buffer.takeOversize())
    monitor.end(input: stream.source, file: stream.number)
    _ = book(stream, since: before)
    pulse.read(lines: 0, bytes: 0, source: stream.source, at: plan.clock.now())
  }

  private mutating func begin(_ stream: LineStream) -> LineCounts {
    monitor.begin(source: stream.source, file: stream.number)
    return monitor.tally.lines
  }

  /// Books what was read of a stream; returns how many lines.
  private mutating func book(_ stream: LineStream, since before: LineCounts) -> Int {
    let counts = monitor.tally.lines.since(before)
    gaps.read(monitor.tally.lastRegion, source: stream.source)
    saving?.read(counts, of: stream.number)
    return counts.read
  }

  /// Leaves a picture of the present state; returns when the next one is due.
  private mutating func post() -> ContinuousClock.Instant {
    let start = ContinuousClock.now
    let picture = picture()
    saving?.saw(picture)
    plan.tell(picture)
    seam.post(picture)
    return .now + max(plan.pictureInterval, (.now - start) * 4)
  }

  /// The present state as a value.
  mutating func picture() -> Seam.Picture {
    let now = plan.clock.now()
    let snapshot = snapshot(now)
    liveness = pulse.liveness(
      states: states, backlog: set.backlog, snapshot: snapshot, now: now)
    if set.isOver { (liveness.mode, liveness.reason) = (.ended, "the input has ended") }
    if let end = plan.clock.end, now >= end {
      (liveness.mode, liveness.reason) = (.ended, "the demo has ended; q leaves")
    }
    tellTrouble()
    liveness.simulatedSpeed = plan.clock.speed
    if plan.clock.speed != nil { liveness.lagSeconds = nil }
    return Seam.Picture(snapshot: snapshot, liveness: liveness)
  }

  /// How the sources are, called as the operator called them.
  private var states: [SourceState] {
    zip(set.states, plan.names).map { state, name in
      var state = state
      state.name = name
      return state
    }
  }

  private mutating func tellTrouble() {
    liveness.notice = saving?.notice
    guard let trouble = saving?.trouble else { return }
    liveness.mode = .unsaved
    liveness.reason = trouble.cause
    liveness.modeSince = trouble.since
  }

  /// What the tally says; while nothing comes, verdicts are drawn anew twice a minute only.
  private mutating func snapshot(_ now: Timestamp) -> Snapshot {
    if let newest, !pulse.hasNews, now.since(newest.at) < Self.verdictInterval {
      return newest.snapshot
    }
    let coverage = plan.names.enumerated().map { number, name in
      var coverage = Coverage(source: name, holes: gaps.holes[number] ?? [])
      coverage.add(monitor.tally.spans[number] ?? Span())
      return coverage
    }
    let snapshot = monitor.snapshot(now: now, coverage: coverage, top: 1000)
    newest = (now, snapshot)
    return snapshot
  }

  /// What was known before does not count any more.
  mutating func begin(anew monitor: consuming Monitor) {
    self.monitor = monitor
    newest = nil
  }
}
