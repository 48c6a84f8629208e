extension Monitor {
  /// Reads lines as `read` does, and tells of each what was found out; at most `LineBuffer.lineLimit` bytes, of an input
  /// that begins and ends with them.
  package mutating func explain(_ lines: [UInt8]) -> [Explanation] {
    var lines = lines.prefix(LineBuffer.lineLimit - 1)
    if let last = lines.last, last != 0x0a { lines.append(0x0a) }
    guard !lines.isEmpty else { return [] }
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: lines.count + 2 * LineBuffer.padding, alignment: 64)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    let text = UnsafeMutableRawBufferPointer(
      rebasing: memory[LineBuffer.padding...].prefix(lines.count))
    text.copyBytes(from: lines)
    let region = UnsafeRawBufferPointer(text)
    explainer = Explainer(tally.configuration, region: region)
    defer { explainer = nil }
    // What the live log shows is never read by what is remembered of such lines, and that knows no names.
    logLines = lines.count
    decoder.keepNames()
    read(region)
    return explainer?.explanations ?? []
  }

  /// Tells what a record is, before it is known what the lines behind it make of it.
  @inline(never)
  mutating func explain(_ content: OpenLine.Content, _ context: LineContext) {
    explainer?.add(content, context, record, decoder, reader)
    decoder.forgetNames()
  }
}
