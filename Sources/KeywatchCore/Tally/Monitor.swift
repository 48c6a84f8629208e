/// Reads regions of complete lines into a tally: the one mutable thing between the sources and the screen.
package struct Monitor: ~Copyable {
  /// What was counted so far.
  package private(set) var tally: Tally
  /// Event times that count; requests outside are only counted as such.
  private let window: Range<Int64>?
  /// How many lines at the end of a region are kept for the live log; 0 in a batch.
  package var logLines = 0
  /// The time of a request that states none; nil in a batch, where nothing tells it.
  package var arrival: Timestamp?
  package private(set) var log: [LogEntry] = []

  private var index = LineIndex(capacity: LineBuffer.regionLimit)
  private var decoder: LineDecoder
  private var memo: LineMemo<Tally.Known>
  private var record = Record()
  private var reader: RequestReader
  private let masker: Masker

  /// Lines kept for the live log.
  private static let logLimit = 1000
  /// Where an object may begin in a line that does not begin with one: tries, so that a line stays linear.
  private static let salvageTries = 8

  package init(
    configuration: Configuration, unknownHash: UnknownKeyHash, since: Timestamp? = nil,
    until: Timestamp? = nil, restoring stored: StoredTally = StoredTally()
  ) {
    tally = Tally(configuration: configuration, restoring: stored)
    decoder = LineDecoder(header: configuration.header, custom: configuration.fields)
    reader = RequestReader(configuration, unknownHash: unknownHash, tally: &tally)
    masker = Masker(configuration)
    memo = LineMemo(foldsIDs: Routes.foldIDs(configuration))
    if since != nil || until != nil {
      let from = since?.milliseconds ?? .min
      window = from..<max(from, until?.milliseconds ?? .max)
    } else {
      window = nil
    }
  }

  /// Reads complete lines of an input; `position` (the input, and bytes in it) orders what is kept as an example.
  package mutating func read(_ lines: UnsafeRawBufferPointer, at position: InputPosition = .init())
  {
    index.build(lines)
    guard let text = lines.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let firstLogged = index.lineCount - logLines
    for k in 0..<index.lineCount {
      let line = index.line(k)
      if readByShape(text, line, position, isLogged: k >= firstLogged) { continue }
      switch decoder.readExactly(text, line, into: &record) {
      case .object(let rest):
        count(text, line, position, isLogged: k >= firstLogged)
        if rest.offset < line.end { readRest(text, line, from: rest, position) }
      case .ambiguous(let rest):
        undecoded(.ambiguous, text, line, position)
        readRest(text, line, from: rest, position)
      case .undecoded(let reason):
        readOddLine(text, line, reason, position)
      }
      if let slot = decoder.takeReplaced() { memo.forget(shape: slot) }
    }
    tally.endRegion(of: position.input)
  }

  /// Reads a line by what is remembered of such lines, else by a learnt shape.
  @inline(__always)
  private mutating func readByShape(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ position: InputPosition, isLogged: Bool
  ) -> Bool {
    var rank = 0
    while rank < decoder.shapes.count(line.markCount) {
      let number = decoder.shapes.number(line.markCount, rank)
      let query = memo.query(text, line, decoder.shapes.shapes[number], number: number)
      if !isLogged, let query, let known = memo.find(query), count(known, at: query.time) {
        return true
      }
      if decoder.read(text, line, byShapeAt: rank, into: &record) {
        let known = count(text, line, position, isLogged: isLogged)
        if let known, let query, known.canBeRemembered(hasTime: query.time != nil) {
          memo.remember(known, query)
        }
        return true
      }
      rank &+= 1
    }
    return false
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

  /// What is read from now on belongs to the SOURCE with this index.
  package mutating func begin(source: Int) { tally.begin(source: source) }

  /// What has been counted since `changesSaved`, per SOURCE.
  package mutating func changes() -> [TallyChanges] { tally.changes() }

  /// What `changes` gave is stored.
  package mutating func changesSaved() { tally.changesSaved() }

  /// Ends the reading and hands over what was counted.
  package consuming func finish() -> Tally { tally }

  /// Counts a line of which everything but its time is known; false where that time cannot be read.
  @inline(__always)
  private mutating func count(_ known: UnsafePointer<Tally.Known>, at time: Bytes?) -> Bool {
    var at = arrival?.milliseconds
    if let time {
      guard let milliseconds = reader.milliseconds(time) else { return false }
      at = milliseconds
    }
    if let window, let at, !window.contains(at) {
      tally.lines.outside += 1
    } else {
      tally.add(known, at: at)
    }
    return true
  }

  /// Counts the record; returns what can be remembered of it.
  @inline(__always) @discardableResult
  private mutating func count(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ position: InputPosition, isLogged: Bool
  ) -> Tally.Known? {
    guard var request = reader.read(record, &tally) else {
      undecoded(.notARequest, text, line, position)
      return nil
    }
    if request.time == nil { request.time = arrival?.milliseconds }
    if let window, let time = request.time, !window.contains(time) {
      tally.lines.outside += 1
      return nil
    }
    let known = tally.known(request)
    withUnsafePointer(to: known) { tally.add($0, at: request.time) }
    if isLogged { keepForLog(request) }
    return known
  }

  /// Further objects behind the first one; anything else behind it is its tail.
  private mutating func readRest(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from start: LineDecoder.Place,
    _ position: InputPosition
  ) {
    var start = start
    while let next = Self.nextObject(text, start.offset, line.end) {
      start.offset = next
      switch decoder.readExactly(text, line, from: start, into: &record) {
      case .object(let rest):
        count(text, line, position, isLogged: logLines > 0)
        start = rest
      case .ambiguous(let rest):
        undecoded(.ambiguous, text, line, position)
        start = rest
      case .undecoded: return
      }
    }
  }

  /// Where the next object begins when only blanks and commas are before it.
  private static func nextObject(_ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
    var i = from
    while i < to, isBlank(text[i]) || text[i] == 0x2c || text[i] == 0x5d { i += 1 }
    return i < to && text[i] == 0x7b ? i : nil
  }

  @inline(never)
  private mutating func readOddLine(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ reason: Undecoded,
    _ position: InputPosition
  ) {
    var start = line.start
    while start < line.end, Self.isBlank(text[start]) { start += 1 }
    if start == line.end {
      tally.lines.blank += 1
      return
    }
    if reason == .nulHole {
      while start < line.end, text[start] == 0 { start += 1 }
      tally.add(.nulHole)
      if start < line.end { salvage(text, line, from: start, .notARequest, position) }
      return
    }
    if text[start] == 0x5b, let first = Self.nextObject(text, start + 1, line.end) {
      let before = tally.lines.read
      readRest(text, line, from: LineDecoder.Place(offset: first, mark: 1), position)
      if tally.lines.read > before { return }
    }
    salvage(text, line, from: start, reason, position)
  }

  /// An object behind something else: a prefix of the line, or what is left of a torn one.
  private mutating func salvage(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from start: Int, _ reason: Undecoded,
    _ position: InputPosition
  ) {
    let isTorn = reason == .malformed
    var at = isTorn ? start + 1 : start
    for _ in 0..<Self.salvageTries {
      while at < line.end, !RecordStart.isPossible(text, at, line, torn: isTorn ? start : nil) {
        at += 1
      }
      guard at < line.end else { break }
      let place = LineDecoder.Place(offset: at, mark: 1)
      if case .object(let rest) = decoder.readExactly(text, line, from: place, into: &record) {
        if isTorn { undecoded(reason, text, line, position) }
        guard isTorn || reason == .notARequest && RecordStart.isWrapped(text, line, at) else {
          // Words that an application wrote may hold what a client said.
          tally.lines.suspect += 1
          return
        }
        count(text, line, position, isLogged: logLines > 0)
        return readRest(text, line, from: rest, position)
      }
      at += 1
    }
    undecoded(reason, text, line, position)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }

  @inline(never)
  private mutating func undecoded(
    _ reason: Undecoded, _ text: UnsafePointer<UInt8>, _ line: IndexedLine,
    _ position: InputPosition
  ) {
    tally.add(reason)
    let place = position.advanced(by: line.start)
    guard tally.examples.wants(reason, place) else { return }
    let bytes = Bytes(base: text + line.start, count: min(line.end - line.start, 1024))
    tally.examples.keep(
      reason, place, Array(masker.mask(bytes.array, hidesUnknown: true).prefix(256)))
  }

  @inline(never)
  private mutating func keepForLog(_ request: Request) {
    if log.count >= 2 * Self.logLimit { log.removeFirst(log.count - Self.logLimit) }
    let path = record.value(.path).map { masker.mask(Routes.path($0).first(1024).array) } ?? []
    log.append(
      LogEntry(
        time: request.time.map(Timestamp.init(milliseconds:)), identity: request.finding.identity,
        outcome: request.reason.map(Outcome.rejected) ?? .accepted,
        status: record.has(.status) ? request.status : nil,
        method: record.value(.method).map { $0.first(16).text } ?? "",
        path: String(decoding: path.prefix(256), as: UTF8.self),
        caller: tally.callers[Int(request.caller)],
        source: request.address?.description ?? "", userAgent: tally.agents[Int(request.agent)],
        durationMilliseconds: record.value(.duration).flatMap(Field.number)))
  }
}
