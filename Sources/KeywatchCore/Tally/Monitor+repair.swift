// Objects that are refused because of how they are written, read again in the way they were meant.
extension Monitor {
  /// Reads an object that the exact walk refuses; false, and nothing counted, where no way of writing explains it.
  mutating func readRepaired(_ bytes: Bytes, _ context: LineContext) -> Bool {
    guard bytes.bytes.last(where: { $0 > 0x20 }) == 0x7d else { return false }
    var context = context
    if let (memory, line) = nest(context, { $0.fill { PythonText.write(bytes, to: $0) } }),
      readWhole(memory, line, context)
    {
      return true
    }
    context.isRepaired = true
    guard let (memory, line) = nest(context, { $0.fill { QuoteRepair.write(bytes, to: $0) } })
    else {
      return false
    }
    return readWhole(memory, line, context)
  }

  private mutating func readWhole(
    _ memory: NestedLine, _ line: IndexedLine, _ context: LineContext
  ) -> Bool {
    guard line.end > line.start else { return false }
    var context = context
    context.depth += 1
    defer { if let slot = decoder.takeReplaced() { memo.forget(shape: slot) } }
    switch decoder.readExactly(memory.text, line, into: &record) {
    case .undecoded: return false
    case .ambiguous: note(.undecoded(.ambiguous), context)
    case .object(let rest):
      guard rest.offset == line.end else { return false }
      if !count(context).isRequest {
        let start = LineDecoder.Place(offset: line.start, mark: 1)
        readEnvelope(memory.text, line, from: start, to: line.end, context)
      }
    }
    return true
  }
}
