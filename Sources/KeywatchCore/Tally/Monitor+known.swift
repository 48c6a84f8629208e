/// A text line of which everything is known: it waits for the line behind it, as all text does. One of its kind lets it
/// be counted; before anything else it is read in full, for then the two may be about one request.
struct WaitingLine {
  /// Its number in the region.
  var number: Int
  var known: UnsafeMutablePointer<Tally.Known>
  /// Milliseconds since 1970; nil where nothing tells.
  var time: Int64?
}

// Text lines that differ from an earlier one in nothing that decides what is counted.
extension Monitor {
  /// The numbers under which text lines are remembered, above those of the shapes of objects: the first for access lines,
  /// then one for each layout.
  private static var textShapes: Int { ShapeTable.slotCount }

  /// Counts a text line by what is remembered of such lines, or lets it wait for the next one; false, and nothing
  /// changed, where it has to be read.
  @inline(__always)
  mutating func countKnown(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ number: Int, _ context: LineContext
  ) -> Bool {
    guard !habits.isMixed, !habits.endsInText, !context.isLogged, explainer == nil,
      exposedKeys.isEmpty, let query = query(text, line)?.query, let known = memo.find(query)
    else { return false }
    let kind = known.pointee.request.traits.kind
    guard !habits.isNew(kind), open.isEmpty || open.isSettled(by: kind) else { return false }
    var time = context.time
    if let written = query.time {
      guard let milliseconds = reader.milliseconds(written) else { return false }
      time = milliseconds
    }
    if !open.isEmpty { settleOpen(isFinal: true) }
    settleWaiting()
    if isOutside(time) {
      tally.lines.outside += 1
    } else {
      waiting = WaitingLine(number: number, known: known, time: time)
    }
    return true
  }

  /// Counts the line that waits.
  @inline(__always)
  mutating func settleWaiting() {
    guard let line = waiting else { return }
    waiting = nil
    if !line.known.pointee.hasRow {
      line.known.pointee = tally.known(line.known.pointee.request)
    }
    tally.add(line.known, at: line.time)
  }

  /// Reads the line that waits as if nothing had been known of it.
  @inline(never)
  mutating func readWaiting(_ text: UnsafePointer<UInt8>) {
    guard let number = waiting?.number else { return }
    waiting = nil
    let line = index.line(number)
    let context = LineContext(
      range: line.start..<line.end, isLogged: false, time: arrival?.milliseconds)
    readExactly(text, line, context)
  }

  /// Remembers what became of a text line that was just read into the record.
  mutating func remember(
    _ known: Tally.Known, _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ shape: TextShape,
    _ context: LineContext
  ) {
    guard context.depth == 0, context.layers == 0, record.masks.isEmpty,
      known.request.traits.hasStatus, shape == .logfmt || shape == .accessLog
    else { return }
    var cut = query(text, line)
    if cut == nil, shape == .logfmt, !line.hasBackslash {
      if let replaced = decoder.learnLayout(TextLine(text, line), record) {
        memo.forget(shape: Self.textShapes + 1 + replaced)
      }
      cut = query(text, line)
    }
    guard let cut, known.canBeRemembered(hasTime: cut.query.time != nil),
      (cut.query.shape == Self.textShapes) == (shape == .accessLog),
      Self.isSame(cut.query.time, record.value(.time)),
      cut.path == nil || Self.isSame(cut.path, record.value(.path)),
      shape == .logfmt || isStatus(behind: cut.path)
    else { return }
    memo.remember(known, cut.query)
  }

  /// Cuts a line at what does not decide what is counted; nil where nothing is known of such lines.
  @inline(__always)
  private mutating func query(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine
  ) -> (query: LineMemo<Tally.Known>.Query, path: Bytes?)? {
    guard !line.hasBackslash else { return nil }
    var end = line.end
    while end > line.start, TextLine.endsBefore(text[end &- 1]) { end &-= 1 }
    var rank = 0
    while rank < decoder.layouts.count {
      let slot = decoder.layouts.slot(rank)
      if let cut = decoder.layouts.layouts[slot].cut(text, line, end: end, &memo) {
        decoder.useLayout(at: rank)
        let shape = Self.textShapes &+ 1 &+ slot
        return (memo.query(cut, end: end, shape: shape), cut.path)
      }
      rank &+= 1
    }
    return AccessCut.cut(text, line, end: end, &memo).map {
      (memo.query($0, end: end, shape: Self.textShapes), $0.path)
    }
  }

  private static func isSame(_ a: Bytes?, _ b: Bytes?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.isSame(as: b)
  }

  /// Whether the status is what stands behind path, protocol and quote.
  private func isStatus(behind path: Bytes?) -> Bool {
    guard let path, let status = record.value(.status) else { return false }
    return status.base == path.base + path.count + 11 && status.count == 3
  }
}
