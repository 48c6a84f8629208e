/// The rows of the tally: one per distinct (who, what, with which key, from where, with which outcome).
struct UseTable: ~Copyable, Sendable {
  /// What makes two requests the same row; numbers of `Tally`'s name tables.
  struct Key: Hashable, Sendable {
    var caller: Int32
    var attribution: UInt8
    /// Index of the API + 1, 0 outside them.
    var api: UInt16
    var identity: UInt16
    var isPrevious: Bool
    /// 0 accepted, else a reason's raw value.
    var outcome: UInt8
    var kind: UInt8
    /// Answered with a status of 500 or more.
    var isServerError = false
    var place: PlaceKey

    @inline(__always) var packed: SIMD2<UInt64> {
      let flags = UInt64(attribution) << 3 | UInt64(kind) << 1 | (isServerError ? 1 : 0)
      let who = UInt64(UInt32(bitPattern: caller)) << 32 | UInt64(identity) << 16 | UInt64(api)
      let what = flags << 5 | UInt64(outcome) << 1 | (isPrevious ? 1 : 0)
      return SIMD2(who, place.packed << 12 | what)
    }
  }

  struct PlaceKey: Hashable, Sendable, BitwiseCopyable {
    var source: Int32 = 0
    var route: Int32 = 0
    var family: Int32 = 0

    /// 15, 13 and 13 bits: the name tables are no larger.
    @inline(__always) var packed: UInt64 {
      UInt64(UInt32(bitPattern: source)) << 26 | UInt64(UInt32(bitPattern: route)) << 13
        | UInt64(UInt32(bitPattern: family))
    }
  }

  struct Row: Sendable {
    var key: Key
    fileprivate var packed: SIMD2<UInt64>
    fileprivate(set) var slots: SlotBitmap?
  }

  /// What changes with every request of a row.
  struct Count: Sendable, BitwiseCopyable {
    var requests = 0
    /// Event time in milliseconds; `first > last` while no request had a time.
    var first = Int64.max
    var last = Int64.min
    /// Where the 5-minute slot begins that was marked last.
    fileprivate var lastSlot = Int64.min
  }

  /// Rows after which places are no longer told apart by source.
  static let placeLimit = 16_384

  private(set) var rows: [Row] = []
  /// One per row.
  private(set) var counts: [Count] = []
  private var slots = [Int32](repeating: -1, count: 1024)

  var isFull: Bool { rows.count >= Self.placeLimit }
  /// Whether refused strangers are no longer told apart: a flood of them must leave room for the callers.
  var isFullForRefusals: Bool { isFull || refusals >= Self.placeLimit / 4 }
  /// Rows of rejected requests.
  private var refusals = 0

  /// The row of `key`, made if there is none.
  mutating func row(_ key: Key) -> Int {
    let packed = key.packed
    var slot = Self.slot(packed, slots.count)
    while true {
      let row = Int(slots[slot])
      if row < 0 { return add(key, packed) }
      if rows[row].packed == packed { return row }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  /// Counts one request in `row`; `time` in milliseconds, nil where the line had none.
  @inline(__always)
  mutating func count(_ row: Int, time: Int64?, keepsSlots: Bool) {
    var count = counts[row]
    count.requests &+= 1
    if let time {
      if time < count.first { count.first = time }
      if time > count.last { count.last = time }
      let sinceSlot = UInt64(bitPattern: time &- count.lastSlot)
      if keepsSlots, sinceSlot >= UInt64(SlotBitmap.slotSeconds) &* 1000 {
        count.lastSlot = mark(row, time)
      }
    }
    counts[row] = count
  }

  /// Marks the 5-minute slot of `time` and returns where it begins, so that this is done once a slot.
  @inline(never)
  private mutating func mark(_ row: Int, _ time: Int64) -> Int64 {
    let at = Timestamp(milliseconds: time)
    var bitmap = rows[row].slots ?? SlotBitmap()
    rows[row].slots = nil
    bitmap.insert(at)
    rows[row].slots = bitmap
    return SlotBitmap.slot(of: at) &* (SlotBitmap.slotSeconds * 1000)
  }

  /// Adds what another table counted in a row to the row of `key`.
  mutating func merge(_ other: Row, _ count: Count, as key: Key) {
    let row = row(key)
    counts[row].requests &+= count.requests
    counts[row].first = min(counts[row].first, count.first)
    counts[row].last = max(counts[row].last, count.last)
    if let slots = other.slots {
      var bitmap = rows[row].slots ?? SlotBitmap()
      bitmap.merge(slots)
      rows[row].slots = bitmap
    }
  }

  private mutating func add(_ key: Key, _ packed: SIMD2<UInt64>) -> Int {
    rows.append(Row(key: key, packed: packed))
    if key.outcome != 0 { refusals += 1 }
    counts.append(Count())
    if rows.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 4)
      for row in rows.indices { place(row) }
    } else {
      place(rows.count - 1)
    }
    return rows.count - 1
  }

  private mutating func place(_ row: Int) {
    var slot = Self.slot(rows[row].packed, slots.count)
    while slots[slot] >= 0 { slot = (slot &+ 1) & (slots.count &- 1) }
    slots[slot] = Int32(truncatingIfNeeded: row)
  }

  private static func slot(_ packed: SIMD2<UInt64>, _ count: Int) -> Int {
    var hash = (packed[0] ^ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ hash >> 32 ^ packed[1]) &* 0xc4ce_b9fe_1a85_ec53
    return Int(truncatingIfNeeded: hash ^ hash >> 29) & (count &- 1)
  }
}
