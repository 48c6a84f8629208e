import Glibc

/// What became of a line, by its bytes outside the gaps of its shape: the next line that differs from an earlier one
/// in nothing but its time, ids and durations is counted without being read again.
///
/// A cache of fixed size; a hit is proved by comparing all bytes.
struct LineMemo<Result>: ~Copyable {
  private struct Entry {
    var hash: UInt64 = 0
    var shape: Int32 = -1
    var count: Int32 = 0
    var result: Result?
  }

  /// Bytes a line may have outside its gaps to be remembered.
  private static var textLimit: Int { 1024 }
  private static var slotCount: Int { 4096 }

  private let entries: UnsafeMutablePointer<Entry>
  private let texts: UnsafeMutableRawPointer

  init() {
    entries = .allocate(capacity: Self.slotCount)
    entries.initialize(repeating: Entry(), count: Self.slotCount)
    // Touched only as far as it is used.
    texts = .allocate(byteCount: Self.slotCount * Self.textLimit, alignment: 64)
  }

  deinit {
    entries.deinitialize(count: Self.slotCount)
    entries.deallocate()
    texts.deallocate()
  }

  /// A line about to be looked up: its hash and where its time stands.
  struct Query {
    var hash: UInt64
    var time: Bytes?
  }

  /// Hashes a line of this shape outside its gaps; nil where it cannot be of the shape.
  @inline(__always)
  func query(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ shape: borrowing LineShape
  ) -> Query? {
    var hash = LineHash()
    var time: Bytes?
    var position = line.start
    var i = 0
    while i < shape.gapCount {
      let gap = shape.gaps[i]
      i &+= 1
      let from = line.position(gap.span.startMark) &+ Int(gap.span.startDistance)
      let to = line.position(gap.span.endMark) &+ Int(gap.span.endDistance)
      guard from >= position, to >= from, to <= line.end else { return nil }
      let value = Bytes(base: text + from, count: to &- from)
      if gap.isBare, JSONText.scalar(value) == nil { return nil }
      if gap.role == .time { time = value }
      hash.add(text + position, from &- position)
      position = to
    }
    hash.add(text + position, line.end &- position)
    return Query(hash: hash.value, time: time)
  }

  /// What was remembered of such a line.
  @inline(__always)
  func find(
    _ query: Query, _ text: UnsafePointer<UInt8>, _ line: IndexedLine,
    _ shape: borrowing LineShape, number: Int32
  ) -> Result? {
    let slot = Int(truncatingIfNeeded: query.hash >> 40) & (Self.slotCount &- 1)
    guard entries[slot].hash == query.hash, entries[slot].shape == number else { return nil }
    var stored = UnsafeRawPointer(texts + slot &* Self.textLimit)
    let storedEnd = stored + Int(entries[slot].count)
    var position = line.start
    var i = 0
    while i <= shape.gapCount {
      var end = line.end
      var next = end
      if i < shape.gapCount {
        let span = shape.gaps[i].span
        end = line.position(span.startMark) &+ Int(span.startDistance)
        next = line.position(span.endMark) &+ Int(span.endDistance)
      }
      let count = end &- position
      guard stored + count <= storedEnd, memcmp(stored, text + position, count) == 0 else {
        return nil
      }
      stored += count
      position = next
      i &+= 1
    }
    return stored == storedEnd ? entries[slot].result : nil
  }

  /// Remembers what became of a line, in place of an earlier one.
  mutating func remember(
    _ result: Result, _ query: Query, _ text: UnsafePointer<UInt8>, _ line: IndexedLine,
    _ shape: borrowing LineShape, number: Int32
  ) {
    let slot = Int(truncatingIfNeeded: query.hash >> 40) & (Self.slotCount - 1)
    let stored = texts + slot * Self.textLimit
    var count = 0
    var position = line.start
    for i in 0...shape.gapCount {
      var end = line.end
      var next = end
      if i < shape.gapCount {
        let span = shape.gaps[i].span
        end = line.position(span.startMark) + Int(span.startDistance)
        next = line.position(span.endMark) + Int(span.endDistance)
      }
      guard count + end - position <= Self.textLimit else { return entries[slot].shape = -1 }
      (stored + count).copyMemory(from: text + position, byteCount: end - position)
      count += end - position
      position = next
    }
    entries[slot] = Entry(
      hash: query.hash, shape: number, count: Int32(truncatingIfNeeded: count), result: result)
  }

  /// Forgets all lines of a shape that is given up.
  mutating func forget(shape number: Int32) {
    for slot in 0..<Self.slotCount where entries[slot].shape == number { entries[slot].shape = -1 }
  }
}

/// A quick hash of several stretches of bytes, 16 at a time in two lanes; not for security.
private struct LineHash {
  private var a: UInt64 = 0x9e37_79b9_7f4a_7c15
  private var b: UInt64 = 0xc4ce_b9fe_1a85_ec53

  /// Adds `count` bytes; 16 bytes from `base` on are readable whatever the count.
  @inline(__always)
  mutating func add(_ base: UnsafePointer<UInt8>, _ count: Int) {
    if count < 16 {
      let head = Bytes(base: base, count: count).head16
      return add(unsafeBitCast(head, to: SIMD2<UInt64>.self), UInt64(truncatingIfNeeded: count))
    }
    let raw = UnsafeRawPointer(base)
    var i = 0
    while i &+ 16 <= count {
      add(raw.loadUnaligned(fromByteOffset: i, as: SIMD2<UInt64>.self), 0)
      i &+= 16
    }
    let last = raw.loadUnaligned(fromByteOffset: count &- 16, as: SIMD2<UInt64>.self)
    add(last, UInt64(truncatingIfNeeded: count))
  }

  @inline(__always)
  private mutating func add(_ words: SIMD2<UInt64>, _ salt: UInt64) {
    a = (a ^ words[0] ^ salt) &* 0xff51_afd7_ed55_8ccd
    b = (b ^ words[1]) &* 0x9fb2_1c65_1e98_df25
    a ^= a >> 32
    b ^= b >> 29
  }

  @inline(__always) var value: UInt64 {
    let mixed = (a ^ b &>> 7) &* 0xc4ce_b9fe_1a85_ec53
    return (mixed ^ mixed >> 33 ^ b) &* 0xff51_afd7_ed55_8ccd
  }
}
