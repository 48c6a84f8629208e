// From a line to what is counted, in this order: what is remembered of such lines; an object; without control
// characters; a shape of text; without its outermost wrapper, from the beginning; an object behind something else.
extension Monitor {
  /// Where an object may begin in a line that does not begin with one: tries, so that a line stays linear.
  private static let salvageTries = 8
  /// Lines that may stand in one another.
  private static let depthLimit = 6

  /// Reads a line by what is remembered of such lines, else by a learnt shape.
  @inline(__always)
  mutating func readByShape(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) -> Bool {
    var rank = 0
    while rank < decoder.shapes.count(line.markCount) {
      let number = decoder.shapes.number(line.markCount, rank)
      let query = memo.query(text, line, decoder.shapes.shapes[number], number: number)
      if !context.isLogged, !isWaiting, let query, let known = memo.find(query),
        count(known, at: query.time, context)
      {
        return true
      }
      if decoder.read(text, line, byShapeAt: rank, into: &record) {
        let counted = count(context)
        if let known = counted.known, let query, known.canBeRemembered(hasTime: query.time != nil) {
          memo.remember(known, query)
        }
        if !counted.isRequest { readEnvelope(text, line, context) }
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
      var context = context
      context.isPart = Self.nextObject(text, rest.offset, line.end) != nil
      if !count(context).isRequest { readEnvelope(text, line, context) }
      if rest.offset < line.end { readRest(text, line, from: rest, context) }
    case .ambiguous(let rest):
      note(.undecoded(.ambiguous), context)
      readRest(text, line, from: rest, context)
    case .undecoded(let reason):
      readOddLine(text, line, reason, context)
    }
    if let slot = decoder.takeReplaced() { memo.forget(shape: slot) }
  }

  /// An object that is no request may hold a line: a container's, a journal's or an agent's.
  private mutating func readEnvelope(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) {
    var context = context
    context.take(record.value(.time).flatMap { reader.milliseconds($0) })
    guard let inner = record.value(.envelope), record.kind(.envelope) == .string, !inner.isEmpty,
      readNested(context, { $0.fill(with: inner) })
    else { return note(.undecoded(.notARequest), context) }
  }

  /// Reads a line that `fill` writes; false where there is none, or too many stand in one another.
  private mutating func readNested(
    _ context: LineContext, _ fill: (NestedLine) -> IndexedLine?
  ) -> Bool {
    guard context.depth < Self.depthLimit else { return false }
    var context = context
    if nested.count == context.depth { nested.append(NestedLine()) }
    let memory = nested[context.depth]
    context.depth += 1
    guard let line = fill(memory) else { return false }
    if !readByShape(memory.text, line, context) { readExactly(memory.text, line, context) }
    return true
  }

  /// Reads further objects behind the first one; anything else behind it is its tail. False where there are none.
  @discardableResult
  private mutating func readRest(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from start: LineDecoder.Place,
    _ context: LineContext
  ) -> Bool {
    var context = context
    context.isLogged = logLines > 0
    context.isPart = true
    var start = start
    var isAny = false
    while let next = Self.nextObject(text, start.offset, line.end) {
      start.offset = next
      switch decoder.readExactly(text, line, from: start, into: &record) {
      case .object(let rest):
        if !count(context).isRequest { readEnvelope(text, line, context) }
        start = rest
      case .ambiguous(let rest):
        note(.undecoded(.ambiguous), context)
        start = rest
      case .undecoded: return isAny
      }
      isAny = true
    }
    return isAny
  }

  /// Where the next object begins when only blanks and commas are before it.
  private static func nextObject(_ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
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
      tally.add(.nulHole)
      if start < line.end { readExactly(text, line.from(start), context) }
      return
    }
    if reason != .malformed {
      if CleanText.hasControls(TextLine(text, line).bytes),
        readNested(context, { $0.fill { CleanText.write(bytes, to: $0) } })
      {
        return
      }
      if readText(text, line, context) { return }
    }
    if text[start] == 0x5b, let first = Self.nextObject(text, start + 1, line.end) {
      if readRest(text, line, from: LineDecoder.Place(offset: first, mark: 1), context) { return }
    }
    salvage(text, line, from: start, reason, context)
  }

  /// Reads a line by a shape of text, or what its outermost wrapper holds; false, and nothing counted, where neither is
  /// known.
  private mutating func readText(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) -> Bool {
    let whole = TextLine(text, line)
    if let shape = decoder.readText(whole, into: &record) {
      var context = context
      context.isText = true
      context.endsInText = shape.endsInText
      if count(context).isRequest { return true }
    }
    guard context.layers < Wrapper.limit, let layer = Wrapper.outermost(of: whole) else {
      return false
    }
    var context = context
    context.layers += 1
    context.take(layer.time.flatMap { reader.milliseconds($0) })
    let rest = line.from(line.start + layer.length)
    if !readByShape(text, rest, context) { readExactly(text, rest, context) }
    return true
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
        if isTorn { addUndecoded(reason, context.range) }
        guard isTorn || reason == .notARequest && RecordStart.isWrapped(text, line, at) else {
          // Words that an application wrote may hold what a client said.
          return note(.suspect, context)
        }
        var context = context
        context.isLogged = logLines > 0
        context.isPart = isTorn
        if !count(context).isRequest { readEnvelope(text, line, context) }
        readRest(text, line, from: rest, context)
        return
      }
      at += 1
    }
    let isText = reason == .notARequest && !context.hasPrefix
    note(.undecoded(reason), context, isFragment: isText)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }
}
