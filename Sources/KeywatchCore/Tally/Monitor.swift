/// Reads regions of complete lines into a tally: the one mutable thing between the sources and the screen.
package struct Monitor: ~Copyable {
  /// What was counted so far.
  package internal(set) var tally: Tally
  /// Event times that count; requests outside are only counted as such.
  let window: Range<Int64>?
  /// How many lines at the end of a region are kept for the live log; 0 in a batch.
  package var logLines = 0
  /// The time of a request that states none; nil in a batch, where nothing tells it.
  package var arrival: Timestamp?
  package private(set) var log: [LogEntry] = []

  var index = LineIndex(capacity: LineBuffer.regionLimit)
  var decoder: LineDecoder
  var memo: LineMemo<Tally.Known>
  var record = Record()
  var reader: RequestReader
  let masker: Masker
  /// The keys that stand in the region as they are, and what reads their lines.
  var exposed: ExposedKeys
  /// Keys of the line that is being read, to be counted with its first record.
  var exposedKeys: [KeyIdentity] = []

  /// Lines kept for the live log.
  private static let logLimit = 1000
  /// The lines of the region that are read and not counted yet, and what is known of each input by its number.
  var open = OpenLines()
  var habits = InputHabits()
  /// The last text line of which everything was known, and which is not counted yet.
  var waiting: WaitingLine?
  private var inputs: [Int: InputHabits] = [:]
  /// The region that is being read.
  private var region = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var position = InputPosition()
  /// Memory for lines that stand in other ones, one a depth; made when it is first needed.
  var nested: [NestedLine] = []
  /// Lines that came in pieces and are not whole yet.
  var pieces = Pieces()
  /// The file of an input that is being read, where it has several.
  private(set) var file = 0
  /// What is found out about each line, where somebody asks; nil where nobody does.
  var explainer: Explainer?

  package init(
    configuration: Configuration, unknownHash: UnknownKeyHash, keys: KeyValues = KeyValues(),
    since: Timestamp? = nil, until: Timestamp? = nil, restoring stored: StoredTally = StoredTally()
  ) {
    tally = Tally(configuration: configuration, restoring: stored)
    decoder = LineDecoder(configuration)
    reader = RequestReader(configuration, unknownHash: unknownHash, tally: &tally)
    masker = Masker(configuration)
    exposed = ExposedKeys(configuration, keys)
    memo = LineMemo(foldsIDs: Routes.foldIDs(configuration))
    if since != nil || until != nil {
      let from = since?.milliseconds ?? .min
      window = from..<max(from, until?.milliseconds ?? .max)
    } else {
      window = nil
    }
  }

  /// Reads complete lines of an input; `position` (the input, and bytes in it) orders what is kept as an example.
  ///
  /// Returns how many bytes at the end are not counted: of lines on which those decide that follow. They have to come
  /// again in front of those (`LineBuffer.hold`). 0 where `isFinal` says that nothing follows.
  @discardableResult
  package mutating func read(
    _ lines: UnsafeRawBufferPointer, at position: InputPosition = .init(), isFinal: Bool = true
  ) -> Int {
    guard !lines.isEmpty else { return 0 }
    index.build(lines)
    exposed.find(in: lines)
    guard let text = lines.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    (region, self.position) = (lines, position)
    habits = inputs[position.input] ?? InputHabits()
    let firstLogged = index.lineCount - logLines
    var end = lines.count
    var k = 0
    while k < index.lineCount {
      let line = index.line(k)
      var context = LineContext(
        range: line.start..<line.end, isLogged: k >= firstLogged, time: arrival?.milliseconds)
      k &+= 1
      if text[line.start] != 0x7b, line.end <= exposed.next, countKnown(text, line, k &- 1, context)
      {
        continue
      }
      if waiting != nil { readWaiting(text) }
      if line.markCount == 0 {
        switch spread(text, from: k &- 1) {
        case .object(let last):
          context.range = line.start..<index.line(last).end
          readSpread(text, context)
          explainer?.takeSpread(context.range)
          for key in exposed.skip(to: context.range.upperBound) { tally.expose(key, context.time) }
          k = last &+ 1
          continue
        case .open where !isFinal && lines.count - line.start <= LineBuffer.heldLimit:
          (end, k) = (line.start, index.lineCount)
          continue
        default: break
        }
      }
      if line.end > exposed.next {
        readExposed(text, line, context)
      } else if !readByShape(text, line, context) {
        readExactly(text, line, context)
      }
    }
    if waiting != nil { isFinal ? settleWaiting() : readWaiting(text) }
    let held = max(endRegion(of: lines.count, isFinal: isFinal), lines.count - end)
    inputs[position.input] = habits
    tally.endRegion(of: position.input)
    return held
  }

  /// Reads what stood unterminated at the end of a source: a request if it is complete.
  package mutating func readUnterminated(
    _ line: UnsafeRawBufferPointer, at position: InputPosition = .init()
  ) {
    let malformed = tally.lines.undecodedByReason[Undecoded.malformed.rawValue]
    read(line, at: position)
    let torn = tally.lines.undecodedByReason[Undecoded.malformed.rawValue] - malformed
    tally.add(.malformed, count: -torn)
    tally.add(.unterminated, count: torn)
  }

  /// Counts lines that were longer than the limit.
  package mutating func addOversize(_ count: Int) { tally.add(.oversize, count: count) }

  /// What the tally says now (`Tally.snapshot`), with the live log.
  package mutating func snapshot(now: Timestamp, coverage: [Coverage], top: Int) -> Snapshot {
    var snapshot = tally.snapshot(now: now, coverage: coverage, top: top)
    snapshot.log = log.suffix(Self.logLimit)
    return snapshot
  }

  /// Keeps from now on what has to be saved (`Tally.keepChanges`).
  package mutating func keepChanges() { tally.keepChanges() }

  /// What is read from now on belongs to the SOURCE with this index, and to this file of it.
  package mutating func begin(source: Int, file: Int = 0) {
    tally.begin(source: source)
    self.file = file
  }

  /// What is read of an input's file has ended: lines of which only pieces came stay so.
  package mutating func end(input: Int, file: Int = 0) {
    guard !pieces.isEmpty else { return }
    tally.add(.unterminated, count: pieces.drop(input: input, file: file))
  }

  /// What has been counted since `changesSaved`, per SOURCE.
  package mutating func changes() -> [TallyChanges] { tally.changes() }

  /// What `changes` gave is stored.
  package mutating func changesSaved() { tally.changesSaved() }

  /// Whether an input has several lines about a request, as far as it was read: then it is to be read in one go.
  package func hasSeveralKinds(input: Int = 0) -> Bool { inputs[input]?.isMixed ?? true }

  /// Ends the reading and hands over what was counted.
  package consuming func finish() -> Tally {
    tally.add(.unterminated, count: pieces.drop())
    return tally
  }

  /// Counts a line of which everything but its time is known; false where that time cannot be read.
  @inline(__always)
  mutating func count(
    _ known: UnsafeMutablePointer<Tally.Known>, at time: Bytes?, _ context: LineContext
  ) -> Bool {
    var at = context.time
    if let time {
      guard let milliseconds = reader.milliseconds(time) else { return false }
      if !context.hasZone || time.statesZone { at = milliseconds }
    }
    habits.saw(known.pointee.request.traits.kind)
    if isOutside(at) {
      tally.lines.outside += 1
    } else {
      tally.add(known, at: at)
    }
    return true
  }

  /// Counts the record, or lets it wait for what follows. `isRequest` is false, and nothing counted, where it describes
  /// none; `known` is what can be remembered of it.
  @inline(__always)
  mutating func count(_ context: LineContext) -> (isRequest: Bool, known: Tally.Known?) {
    if let words = context.words, !record.has(.authReason), KeyEvent.isRejected(words) == true {
      record.set(.authReason, words)
    }
    guard var request = reader.read(record, &tally) else {
      explainer?.take(record, decoder)
      return (false, nil)
    }
    request.innerTime = request.time ?? context.innerTime
    if request.time == nil || context.hasZone && record.value(.time)?.statesZone == false {
      request.time = context.time
    }
    if context.isRepaired, request.finding.identity.keyIndex != nil, !request.finding.isRaw {
      note(.suspect, context)
      return (true, nil)
    }
    let isOutside = isOutside(request.time)
    if isWaiting || context.isText || context.isPart || !request.traits.hasStatus
      || habits.isNew(request.traits.kind)
    {
      note(isOutside ? .outside : .request(request), context)
      return (true, context.isText ? Tally.Known(request) : nil)
    }
    if isOutside {
      tally.lines.outside += 1
      return (true, nil)
    }
    if context.isRepaired, request.finding.identity.keyIndex != nil, !request.finding.isRaw {
      tally.lines.suspect += 1
      return (true, nil)
    }
    habits.saw(request.traits.kind)
    let known = tally.known(request)
    withUnsafePointer(to: known) { tally.add($0, at: request.time) }
    if context.isLogged {
      keep(entry(of: request))
      if explainer != nil {
        explain(.request(request), context)
        explainer?.settle(.request(request), context.range, tally)
      }
    }
    return (true, known)
  }

  @inline(__always)
  func isOutside(_ time: Int64?) -> Bool {
    guard let window, let time else { return false }
    return !window.contains(time)
  }

  /// Counts a line of the region, or a part of one, that is no request.
  @inline(never)
  mutating func addUndecoded(_ reason: Undecoded, _ range: Range<Int>) {
    tally.add(reason)
    let place = position.advanced(by: range.lowerBound)
    guard tally.examples.wants(reason, place) else { return }
    // A key is one in UTF-16 as well, where a zero stands by each of its letters.
    let letters = region[range].prefix(1024).filter { $0 != 0 }
    tally.examples.keep(
      reason, place, Array(masker.mask(letters, hidesUnknown: true).prefix(256)))
  }

  mutating func keep(_ entry: LogEntry) {
    if log.count >= 2 * Self.logLimit { log.removeFirst(log.count - Self.logLimit) }
    log.append(entry)
  }

  /// What the live log shows of the record's request.
  @inline(never)
  func entry(of request: Request) -> LogEntry {
    let path = record.value(.path).map { masker.mask(Routes.path($0).first(1024).array) } ?? []
    return LogEntry(
      time: request.time.map(Timestamp.init(milliseconds:)), identity: request.finding.identity,
      outcome: request.reason.map(Outcome.rejected) ?? .accepted,
      status: record.has(.status) ? request.status : nil,
      method: record.value(.method).map { $0.first(16).text } ?? "",
      path: String(decoding: path.prefix(256), as: UTF8.self),
      caller: tally.callers[Int(request.caller)],
      source: request.address?.description ?? "", userAgent: tally.agents[Int(request.agent)],
      durationMilliseconds: record.value(.duration).flatMap(Field.number))
  }
}
