extension Monitor {
  /// Reads a line in which keys stand as they are with masks in their places, and counts one exposure of each key.
  ///
  /// What is remembered of lines and their shapes neither answers for it nor learns a byte of a key.
  @inline(never)
  mutating func readExposed(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ context: LineContext
  ) {
    exposedKeys = exposed.take(text, line)
    guard let copy = exposed.text, let masked = exposed.line else { return }
    record.clear()
    record.masks = exposed.masks
    readExactly(copy, masked, context)
    record.masks.removeAll()
    // A piece of a line that is not whole yet.
    for key in exposedKeys { tally.expose(key, context.time) }
    exposedKeys = []
  }
}

/// Keys that stand in a region as they are: searched for once a region, met again line by line.
struct ExposedKeys: ~Copyable {
  private let scan: KeyScan
  private var hits: [KeyScan.Hit] = []
  private var taken = 0
  private var copy = MaskedLine()
  /// The masked line that was taken last, up to the next one.
  private(set) var text: UnsafePointer<UInt8>?
  /// Where the next hit begins that was not taken; behind everything where there is none.
  private(set) var next = Int.max

  init(_ configuration: Configuration, _ values: KeyValues) {
    scan = KeyScan(configuration, values)
  }

  /// The same as a line of its own.
  var line: IndexedLine? { copy.line }
  /// Where its masks stand.
  var masks: [KeyMask] { copy.masks }

  /// Searches a region of complete lines.
  mutating func find(in region: UnsafeRawBufferPointer) {
    hits.removeAll(keepingCapacity: true)
    scan.find(in: region, into: &hits)
    taken = 0
    next = hits.first?.start ?? .max
  }

  /// Passes over what is read in another way; returns the keys in it.
  mutating func skip(to end: Int) -> [KeyIdentity] {
    let found = hits[taken...].prefix { $0.start < end }
    taken = found.endIndex
    next = taken < hits.count ? hits[taken].start : .max
    return found.map { scan.values[$0.value].finding.identity }
  }

  /// Masks a line that the next hit is in; returns the keys in it, each once.
  mutating func take(_ text: UnsafePointer<UInt8>, _ line: IndexedLine) -> [KeyIdentity] {
    let found = hits[taken...].prefix { $0.start < line.end }
    taken = found.endIndex
    next = taken < hits.count ? hits[taken].start : .max
    self.text = copy.copy(text, line, Array(found), scan.values)
    var keys: [KeyIdentity] = []
    for hit in found where !keys.contains(scan.values[hit.value].finding.identity) {
      keys.append(scan.values[hit.value].finding.identity)
    }
    return keys
  }
}
