// Objects that hold lines: a container's, a journal's, an agent's, or many at once.
extension Monitor {
  /// Bytes after which docker cuts a line.
  private static let cutLength = 16 << 10

  /// An object that is no request may hold a line, or many records; `place` is where it begins and `end` where it ends.
  mutating func readEnvelope(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from place: LineDecoder.Place, to end: Int,
    _ context: LineContext
  ) {
    var context = context
    if let batch = RecordBatch.next(text, line, from: place, to: end) {
      explainer?.open(batch: batch.kind)
      return readBatches(batch, text, line, to: end, context)
    }
    take(record.value(.time), &context)
    noteStart(context)
    // A logger's own message is no line of its own: nothing of a client's ends it.
    if let level = record.value(.level), level.isLevel { context.isLogger = true }
    guard let inner = record.value(.envelope) ?? frame(line, from: place, to: end), !inner.isEmpty
    else { return note(.undecoded(.notARequest), context) }
    explainer?.open(decoder.name(of: record.has(.envelope) ? .envelope : .frame))
    guard !record.has(.envelope) || record.kind(.envelope) == .string else {
      if readNested(context, { $0.fill { ByteArray.write(inner, to: $0) } }) { return }
      return note(.undecoded(.notARequest), context)
    }
    if let channel = record.value(.stream).flatMap(Self.channel) {
      let stream = stream(channel)
      let isPiece = Self.isPiece(inner)
      if isPiece || pieces.isOpen(stream) {
        return join(inner, isLast: !isPiece, stream, context)
      }
    }
    if !readNested(context, { $0.fill(with: inner) }) {
      note(.undecoded(.notARequest), context)
    }
  }

  /// Reads a line that `fill` writes; false where there is none, or too many stand in one another.
  mutating func readNested(
    _ context: LineContext, _ fill: (NestedLine) -> IndexedLine?
  ) -> Bool {
    guard let (memory, line) = nest(context, fill) else { return false }
    var context = context
    context.depth += 1
    if !readByShape(memory.text, line, context) { readExactly(memory.text, line, context) }
    return true
  }

  /// Fills the memory of the depth below a line; nil where nothing is written, or too many stand in one another.
  mutating func nest(
    _ context: LineContext, _ fill: (NestedLine) -> IndexedLine?
  ) -> (NestedLine, IndexedLine)? {
    guard context.depth < Self.depthLimit else { return nil }
    while nested.count <= context.depth { nested.append(NestedLine()) }
    let memory = nested[context.depth]
    return fill(memory).map { (memory, $0) }
  }

  /// What is in a frame of a live stream, which holds nothing else; where more is in the object, an application may call
  /// so what a client sent.
  private func frame(
    _ line: IndexedLine, from place: LineDecoder.Place, to end: Int
  ) -> Bytes? {
    var mark = place.mark
    while mark <= line.markCount, Int(line.marks[mark]) < place.offset { mark += 1 }
    // The mark behind a name and a string is the object's last, or the line's newline.
    guard mark + 3 <= line.markCount, Int(line.marks[mark + 4]) >= end else { return nil }
    return record.value(.frame)
  }

  /// Whether docker cut a line here; bytes that are no UTF-8 have become three each.
  private static func isPiece(_ text: Bytes) -> Bool {
    guard text.count >= cutLength, text.last != 0x0a else { return false }
    return text.count == cutLength || text.bytes.count(where: { $0 & 0xc0 != 0x80 }) <= cutLength
  }

  /// Standard output and error of docker's files.
  private static func channel(_ name: Bytes) -> UInt8? {
    name.equals("stdout") ? 3 : name.equals("stderr") ? 4 : nil
  }

  /// Reads the records of all batches in an object.
  private mutating func readBatches(
    _ first: RecordBatch, _ text: UnsafePointer<UInt8>, _ line: IndexedLine, to end: Int,
    _ context: LineContext
  ) {
    guard context.depth < Self.depthLimit else {
      return note(.undecoded(.notARequest), context)
    }
    var context = context
    context.depth += 1
    context.isPart = true
    var isAny = false
    var batch: RecordBatch? = first
    while let known = batch {
      let place: LineDecoder.Place
      switch known.kind {
      case .objects: place = readRest(text, line, from: known.start, context)
      case .attributed: place = readAttributed(text, line, from: known.start, context)
      case .pairs: place = readPairs(text, line, from: known.start, to: end, context)
      }
      if place.offset > known.start.offset { isAny = true }
      batch = RecordBatch.next(text, line, from: place, to: end)
    }
    if !isAny { note(.undecoded(.notARequest), context) }
  }

  /// Reads records of OpenTelemetry: their attributes are made names of their own.
  private mutating func readAttributed(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from start: LineDecoder.Place,
    _ context: LineContext
  ) -> LineDecoder.Place {
    var place = start
    while let next = Self.nextObject(text, place.offset, line.end) {
      place.offset = next
      let rest: LineDecoder.Place
      switch decoder.readExactly(text, line, from: place, into: &record) {
      case .object(let end), .ambiguous(let end): rest = end
      case .undecoded: return place
      }
      let bytes = Bytes(base: text + next, count: rest.offset - next)
      if !readNested(context, { $0.fill { AttributedRecord.write(bytes, to: $0) } }) {
        note(.undecoded(.notARequest), context)
      }
      place = rest
    }
    return place
  }

  /// Reads `["TIME","LINE"],…` of Loki.
  private mutating func readPairs(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from start: LineDecoder.Place, to end: Int,
    _ context: LineContext
  ) -> LineDecoder.Place {
    var place = start
    while let pair = RecordBatch.pair(text, line, place, end) {
      var context = context
      take(pair.time, &context)
      record.clear()
      let inner = record.resolved(pair.line)
      if inner.isEmpty || !readNested(context, { $0.fill(with: inner) }) {
        note(.undecoded(.notARequest), context)
      }
      place = pair.rest
    }
    return place
  }
}
