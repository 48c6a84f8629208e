/// A copy of a line with masks in the places of its keys, which is read instead of the line.
struct MaskedLine: ~Copyable {
  private let memory: UnsafeMutableRawBufferPointer
  private var index: LineIndex
  private(set) var masks: [KeyMask] = []

  /// For lines of up to the limit; memory is only touched as far as it is used.
  init() {
    memory = .allocate(byteCount: LineBuffer.lineLimit + 2 * LineBuffer.padding, alignment: 16)
    index = LineIndex(capacity: LineBuffer.lineLimit)
  }

  deinit { memory.deallocate() }

  /// Copies a line, newline included, with the masks of `values` for what was found in it; no mask is longer than
  /// what it stands for. Returns its text.
  mutating func copy(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ hits: [KeyScan.Hit],
    _ values: [KeyScan.Value]
  ) -> UnsafePointer<UInt8>? {
    let bytes = UnsafeRawBufferPointer(start: text, count: line.end + 1)
    guard let start = memory.baseAddress.map({ $0 + LineBuffer.padding }) else { return nil }
    let copy = start.assumingMemoryBound(to: UInt8.self)
    masks.removeAll()
    var from = line.start
    var count = 0
    func append(_ part: some Collection<UInt8>) {
      UnsafeMutableRawBufferPointer(start: start + count, count: part.count).copyBytes(from: part)
      count += part.count
    }
    for hit in hits {
      append(bytes[from..<hit.start])
      let value = values[hit.value]
      masks.append(
        KeyMask(place: Bytes(base: copy + count, count: value.mask.count), finding: value.finding))
      append(value.mask)
      from = hit.end
    }
    append(bytes[from...])
    index.build(UnsafeRawBufferPointer(start: start, count: count))
    return UnsafePointer(copy)
  }

  /// The copy as a line of its own.
  var line: IndexedLine? { index.lineCount == 1 ? index.line(0) : nil }
}

/// Where a mask stands in a masked line, and the key it stands for.
struct KeyMask {
  var place: Bytes
  var finding: KeyReader.Finding
}
