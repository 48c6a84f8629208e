import Glibc

/// What became of a line, by its bytes outside the gaps of its shape: the next line that differs from an earlier one
/// in nothing but its time, ids and durations is counted without being read again.
///
/// A cache of fixed size; a hit is proved by comparing all bytes.
struct LineMemo<Result: BitwiseCopyable>: ~Copyable {
  private struct Entry {
    var hash: UInt64 = 0
    var shape: Int32 = -1
    var count: Int32 = 0
    /// The path ended in an id, which is not among the bytes.
    var hasID = false
  }
  /// A stretch of the line between two gaps.
  struct Stretch {
    var start: Int
    var count: Int
  }

  /// Bytes a line may have outside its gaps to be remembered.
  private static var textLimit: Int { 1024 }
  private static var slotCount: Int { 4096 }
  static var stretchLimit: Int { 32 }

  let foldsIDs: Bool
  private let entries: UnsafeMutablePointer<Entry>
  private let results: UnsafeMutablePointer<Result>
  private let texts: UnsafeMutableRawPointer
  /// The stretches of the line that was asked about last.
  let stretches: UnsafeMutablePointer<Stretch>
  var stretchCount = 0

  /// `foldsIDs`: a number at the end of a path makes no difference.
  init(foldsIDs: Bool) {
    self.foldsIDs = foldsIDs
    entries = .allocate(capacity: Self.slotCount)
    entries.initialize(repeating: Entry(), count: Self.slotCount)
    // Both are touched only as far as it is used.
    results = .allocate(capacity: Self.slotCount)
    texts = .allocate(byteCount: Self.slotCount * Self.textLimit, alignment: 64)
    stretches = .allocate(capacity: Self.stretchLimit)
  }

  deinit {
    entries.deallocate()
    results.deallocate()
    texts.deallocate()
    stretches.deallocate()
  }

  /// A line about to be looked up: its slot and where its time stands.
  struct Query {
    var hash: UInt64
    var shape: Int32
    var hasID: Bool
    var text: UnsafePointer<UInt8>
    var time: Bytes?

    var slot: Int {
      Int(truncatingIfNeeded: hash >> 40) & (LineMemo.slotCount &- 1)
    }
  }

  /// Cuts a line of this shape at its gaps; nil where it cannot be of the shape.
  @inline(__always)
  mutating func query(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ shape: borrowing LineShape, number: Int
  ) -> Query? {
    guard shape.gapCount < Self.stretchLimit else { return nil }
    var time: Bytes?
    var hasID = false
    var position = line.start
    var i = 0
    while i < shape.gapCount {
      let gap = shape.gaps[i]
      var from = line.position(gap.span.startMark) &+ Int(gap.span.startDistance)
      let to = line.position(gap.span.endMark) &+ Int(gap.span.endDistance)
      if gap.role == .path {
        let start = from
        from = foldsIDs ? Self.idStart(text, start, to) : to
        hasID = from < to
      }
      guard from >= position, to >= from, to <= line.end else { return nil }
      if gap.isBare || gap.role == .time {
        let value = Bytes(base: text + from, count: to &- from)
        if gap.isBare, !JSONText.isPlainNumber(value), JSONText.scalar(value) == nil { return nil }
        if gap.role == .time { time = value }
      }
      stretches[i] = Stretch(start: position, count: from &- position)
      position = to
      i &+= 1
    }
    stretches[i] = Stretch(start: position, count: line.end &- position)
    stretchCount = i &+ 1
    return Query(
      hash: Self.hash(text, line, shape, hasID: hasID), shape: Int32(truncatingIfNeeded: number),
      hasID: hasID, text: text, time: time)
  }

  /// Where the last segment of a path begins if it is a number, else the path's end.
  @inline(__always)
  static func idStart(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var i = end
    while i > start, text[i &- 1] &- 0x30 < 10 { i &-= 1 }
    return i > start && text[i &- 1] == 0x2f ? i : end
  }

  /// Ends, beginnings and middles of the telling values, 8 bytes each.
  @inline(__always)
  private static func hash(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ shape: borrowing LineShape, hasID: Bool
  ) -> UInt64 {
    let raw = UnsafeRawPointer(text)
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    var i = 0
    while i < shape.tellingCount {
      let span = shape.telling[i]
      i &+= 1
      let from = line.position(span.startMark) &+ Int(span.startDistance)
      var to = line.position(span.endMark) &+ Int(span.endDistance)
      if hasID, i == shape.pathTelling { to = idStart(text, from, to) }
      let count = to &- from
      // Up to 8 bytes before a short value are its own key's, or at least of this buffer (`LineBuffer.padding`).
      var word = raw.loadUnaligned(fromByteOffset: to &- 8, as: UInt64.self)
      if count > 8 {
        word ^= raw.loadUnaligned(fromByteOffset: from, as: UInt64.self) &<< 1
        if count > 24 {
          word ^= raw.loadUnaligned(fromByteOffset: from &+ count / 2, as: UInt64.self) &<< 2
        }
      }
      // One multiplication and a turn: the next value waits for no more than that.
      word &+= UInt64(truncatingIfNeeded: count)
      hash = ((hash &<< 23 | hash &>> 41) ^ word) &* 0xff51_afd7_ed55_8ccd
    }
    return (hash ^ hash >> 32) &* 0xc4ce_b9fe_1a85_ec53
  }

  /// What was remembered of the line that was asked about last; valid until something is remembered.
  @inline(__always)
  func find(_ query: Query) -> UnsafeMutablePointer<Result>? {
    let entry = entries + query.slot
    guard entry.pointee.hash == query.hash, entry.pointee.shape == query.shape,
      entry.pointee.hasID == query.hasID
    else { return nil }
    var stored = UnsafeRawPointer(texts + query.slot &* Self.textLimit)
    let end = stored + Int(entry.pointee.count)
    var i = 0
    while i < stretchCount {
      let stretch = stretches[i]
      guard stored + stretch.count <= end,
        memcmp(stored, query.text + stretch.start, stretch.count) == 0
      else { return nil }
      stored += stretch.count
      i &+= 1
    }
    return stored == end ? results + query.slot : nil
  }

  /// Remembers what became of the line that was asked about last, in place of an earlier one.
  mutating func remember(_ result: Result, _ query: Query) {
    let stored = texts + query.slot * Self.textLimit
    var count = 0
    for i in 0..<stretchCount {
      let stretch = stretches[i]
      guard count + stretch.count <= Self.textLimit else { return entries[query.slot].shape = -1 }
      (stored + count).copyMemory(from: query.text + stretch.start, byteCount: stretch.count)
      count += stretch.count
    }
    entries[query.slot] = Entry(
      hash: query.hash, shape: query.shape, count: Int32(truncatingIfNeeded: count),
      hasID: query.hasID)
    (results + query.slot).initialize(to: result)
  }

  /// Forgets all lines of a shape that is given up.
  mutating func forget(shape number: Int) {
    for slot in 0..<Self.slotCount where Int(entries[slot].shape) == number {
      entries[slot].shape = -1
    }
  }
}
