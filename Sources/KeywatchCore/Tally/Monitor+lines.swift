// From a line to what is counted, in this order: what is remembered of such lines; an object; without control
// characters; a shape of text; without its outermost wrapper, from the beginning; an object behind something else.
extension Monitor {
  /// Where an object may begin in a line that does not begin with one: tries, so that a line stays linear.
  private static let salvageTries = 8
  /// Lines that may stand in one another.
  static let depthLimit = 6

  /// Reads a line by what is remembered of such lines, else by a learnt shape.
  @inline(__always)
  mutating func readByShape(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) -> Bool {
    var rank = 0
    while rank < decoder.shapes.count(line.markCount) {
      let number = decoder.shapes.number(line.markCount, rank)
      let query = memo.query(text, line, decoder.shapes.shapes[number], number: number)
      if !context.isLogged, !isWaiting, context.words == nil, let query,
        let known = memo.find(query),
        count(known, at: query.time, context)
      {
        return true
      }
      if decoder.read(text, line, byShapeAt: rank, into: &record) {
        let counted = count(context)
        if let known = counted.known, context.words == nil, let query,
          known.canBeRemembered(hasTime: query.time != nil)
        {
          memo.remember(known, query)
        }
        if !counted.isRequest {
          let start = LineDecoder.Place(offset: line.start, mark: 1)
          readEnvelope(text, line, from: start, to: line.end, context)
        }
        return true
      }
      rank &+= 1
    }
    return false
  }

  /// Reads a line of which no shape is known.
  mutating func readExactly(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) {
    switch decoder.readExactly(text, line, into: &record) {
    case .object(let rest):
      if context.isLogger, !Self.isBlank(text, rest.offset, line.end) {
        // What an application logged begins with an object and goes on: words of a client's, maybe.
        note(.suspect, context)
        break
      }
      var context = context
      if Self.nextObject(text, rest.offset, line.end) != nil { context.isPart = true }
      let start = LineDecoder.Place(offset: line.start, mark: 1)
      if !count(context).isRequest {
        readEnvelope(text, line, from: start, to: rest.offset, context)
      }
      if rest.offset < line.end { readRest(text, line, from: rest, context) }
    case .ambiguous(let rest):
      note(.undecoded(.ambiguous), context)
      readRest(text, line, from: rest, context)
    case .undecoded(let reason):
      readOddLine(text, line, reason, context)
    }
    if let slot = decoder.takeReplaced() { memo.forget(shape: slot) }
  }

  /// Further objects behind the first one; anything else behind it is its tail. Returns where they end.
  @discardableResult
  mutating func readRest(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from start: LineDecoder.Place,
    _ context: LineContext
  ) -> LineDecoder.Place {
    var context = context
    context.isLogged = logLines > 0
    context.isPart = true
    var start = start
    while let next = Self.nextObject(text, start.offset, line.end) {
      start.offset = next
      switch decoder.readExactly(text, line, from: start, into: &record) {
      case .object(let rest):
        if !count(context).isRequest {
          readEnvelope(text, line, from: start, to: rest.offset, context)
        }
        start = rest
      case .ambiguous(let rest):
        note(.undecoded(.ambiguous), context)
        start = rest
      case .undecoded: return start
      }
    }
    return start
  }

  /// Where the next object begins when only blanks and commas are before it.
  static func nextObject(_ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
    var i = from
    while i < to, isBlank(text[i]) || text[i] == 0x2c || text[i] == 0x5d { i += 1 }
    return i < to && text[i] == 0x7b ? i : nil
  }

  @inline(never)
  private mutating func readOddLine(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ reason: Undecoded, _ context: LineContext
  ) {
    var start = line.start
    while start < line.end, Self.isBlank(text[start]) { start += 1 }
    if start == line.end { return note(.blank, context) }
    let bytes = Bytes(base: text + line.start, count: line.end - line.start)
    if reason == .nulHole, !CleanText.isWide(bytes) {
      while start < line.end, text[start] == 0 { start += 1 }
      // A hole is passed over in the file, so nothing before it may wait.
      settleOpen(isFinal: true)
      explainer?.drop(.nulHole, context.range)
      tally.add(.nulHole)
      var context = context
      if context.depth == 0 {
        // Should the line have to come again, then without the hole.
        context.range = start..<context.range.upperBound
      } else {
        open.broken = context.range.lowerBound
        context.isPart = true
      }
      if start < line.end { readExactly(text, line.from(start), context) }
      return
    }
    if reason == .malformed, !CleanText.isWide(bytes) {
      explainer?.takeBreak(at: decoder.brokenAt - line.start, of: bytes.count)
      if readRepaired(bytes, context) { return }
    } else if let value = JournalField.value(bytes),
      readNested(context, { $0.fill(with: value) })
    {
      return
    } else {
      // Where numbers of bytes stand in it, none is taken out before they are used.
      if OctetCount.length(bytes) == nil, CleanText.hasControls(TextLine(text, line).bytes) {
        explainer?.clean(isWide: CleanText.isWide(bytes))
        if readNested(context, { $0.fill { CleanText.write(bytes, to: $0) } }) { return }
      }
      if readText(text, line, context) { return }
    }
    if text[start] == 0x5b, let first = Self.nextObject(text, start + 1, line.end) {
      let start = LineDecoder.Place(offset: first, mark: 1)
      if readRest(text, line, from: start, context).offset > first { return }
    }
    salvage(text, line, from: start, reason, context)
  }

  /// An object behind something else: a prefix of the line, or what is left of a torn one.
  private mutating func salvage(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from start: Int, _ reason: Undecoded,
    _ context: LineContext
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
        var context = context
        if isTorn {
          context.isPart = true
          note(.undecoded(reason), context)
        }
        // What cut a line short goes on to the line's end: an object with words behind it stood in a client's.
        let isSure =
          isTorn
          ? Self.isBlank(text, rest.offset, line.end)
            || Self.nextObject(text, rest.offset, line.end) != nil
          : reason == .notARequest && RecordStart.isWrapped(text, line, at)
        guard isSure, !context.isLogger || !isTorn else {
          // Words that an application wrote may hold what a client said.
          return note(.suspect, context)
        }
        context.isLogged = logLines > 0
        if !count(context).isRequest {
          readEnvelope(text, line, from: place, to: rest.offset, context)
        }
        readRest(text, line, from: rest, context)
        return
      }
      at += 1
    }
    let isText =
      reason == .notARequest && !context.isLogger
      && !Self.isOwn(Bytes(base: text + line.start, count: line.end - line.start))
    note(.undecoded(reason), context, isFragment: isText)
  }

  /// Whether a line that says nothing of a request is whole all the same: a bracket of an array of objects, a field of
  /// a journal's export, an error of nginx, a sentence about a key.
  private static func isOwn(_ line: Bytes) -> Bool {
    let text = line.trimmed
    if text.count == 1, text[0] == 0x5b || text[0] == 0x5d { return true }
    return JournalField.isNamed(text) || NginxErrorShape.begins(text)
      || KeyEvent.isRejected(text.first(KeyEvent.limit)) != nil
  }

  private static func isBlank(_ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Bool {
    var i = from
    while i < to, isBlank(text[i]) { i += 1 }
    return i >= to
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }
}
