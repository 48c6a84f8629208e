// Lines that are no object: by a shape of text, else by what is in their outermost wrapper.
extension Monitor {
  /// Reads a line by a shape of text, or what its outermost wrapper holds; false, and nothing counted, where neither is
  /// known.
  mutating func readText(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) -> Bool {
    let whole = TextLine(text, line)
    var shaped = context
    shaped.isText = true
    let result = decoder.readText(whole, into: &record)
    explainer?.take(result)
    switch result {
    case .read(let shape):
      let counted = count(shaped)
      if let known = counted.known { remember(known, text, line, shape, context) }
      if counted.isRequest { return true }
    case .ambiguous:
      note(.undecoded(.ambiguous), shaped)
      return true
    case .unknown: break
    }
    guard context.layers < Wrapper.limit, let layer = Wrapper.outermost(of: whole) else {
      return readWords(record.value(.event) ?? whole.bytes, context)
    }
    read(inside: layer, text, line, context)
    return true
  }

  private mutating func read(
    inside layer: Layer, _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) {
    var context = context
    context.layers += 1
    explainer?.take(layer, text + line.start)
    if layer.isLogger { context.isLogger = true }
    take(layer.time, &context)
    if let words = layer.words { context.words = words }
    let start = line.start + layer.length
    let rest = Bytes(base: text + start, count: line.end - start)
    if let frame = layer.frame, frame < rest.count { return readFrames(frame, rest, context) }
    if layer.stream != 0 {
      let stream = self.stream(layer.stream)
      if layer.isPartial || pieces.isOpen(stream) {
        return join(rest, isLast: !layer.isPartial, stream, context)
      }
    }
    if layer.isSyslog, CleanText.hasOctals(rest),
      readNested(context, { $0.fill { CleanText.resolveOctals(rest, to: $0) } })
    {
      return
    }
    let inner = line.from(start)
    if !readByShape(text, inner, context) { readExactly(text, inner, context) }
  }

  /// Takes a time as it is written; one without a year is of the year of what is known of the line.
  mutating func take(_ time: Bytes?, _ context: inout LineContext) {
    guard let time else { return }
    let near = context.time.map(Timestamp.init(milliseconds:))
    let milliseconds =
      reader.milliseconds(time)
      ?? near.flatMap { Timestamp(yearless: time, near: $0)?.milliseconds }
    context.take(milliseconds, hasZone: time.statesZone)
  }

  /// Reads messages that follow one another, each behind the number of its bytes.
  private mutating func readFrames(_ first: Int, _ bytes: Bytes, _ context: LineContext) {
    var context = context
    context.isPart = true
    var rest = bytes
    var length = first
    while true {
      let frame = rest.first(length)
      if !readNested(context, { $0.fill(with: frame) }) { note(.undecoded(.notARequest), context) }
      rest = rest.dropping(length)
      guard let next = OctetCount.length(rest) else { break }
      rest = rest.dropping(next.digits)
      length = next.count
    }
    if rest.bytes.contains(where: { $0 > 0x20 }) { note(.undecoded(.fragment), context) }
  }

  /// The stream with this number of what is being read.
  func stream(_ channel: UInt8) -> Pieces.Stream {
    Pieces.Stream(input: position.input, file: file, channel: channel)
  }

  /// Keeps a piece of a line until its last one comes, then reads the line.
  mutating func join(
    _ piece: Bytes, isLast: Bool, _ stream: Pieces.Stream, _ context: LineContext
  ) {
    // A piece is taken once: nothing before it may be held back, and its line does not wait.
    settleOpen(isFinal: true)
    open.broken = context.range.lowerBound
    var context = context
    context.isPart = true
    guard pieces.add(piece, to: stream) else {
      explainer?.drop(.fragment, context.range)
      return tally.add(.fragment)
    }
    guard isLast else {
      explainer?.keepPiece(context.range)
      return
    }
    guard let whole = pieces.close(stream) else {
      explainer?.drop(.oversize, context.range)
      return tally.add(.oversize)
    }
    let isRead = readNested(context) { memory in
      memory.fill { out in
        let count = min(whole.count, out.count)
        UnsafeMutableRawBufferPointer(out).copyBytes(from: whole.prefix(count))
        return count
      }
    }
    if !isRead { note(.undecoded(.notARequest), context) }
  }
}
