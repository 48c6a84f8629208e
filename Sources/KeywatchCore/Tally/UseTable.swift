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
      let flags = UInt64(attribution) << 4 | UInt64(kind) << 1 | (isServerError ? 1 : 0)
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
    /// Where the minute begins that is being counted; `.min` for none, and where nothing is to be saved.
    fileprivate var minute = Int64.min

    mutating func merge(_ other: Count) {
      requests &+= other.requests
      first = min(first, other.first)
      last = max(last, other.last)
    }
  }

  /// Rows after which places are no longer told apart by source.
  static let placeLimit = 16_384

  private(set) var rows: [Row] = []
  /// One per row: all of it, or the present minute where changes are kept.
  private var counts: [Count] = []
  /// One per row: what came before the present minute.
  private var totals: [Count] = []
  /// What is to be saved; nil where nothing is.
  private(set) var unsaved: UnsavedUses?
  /// Milliseconds after its minute's beginning at which a row's count moves to what is to be saved.
  private var lastOfMinute = UInt64.max
  /// Rows with a present minute.
  private var touched: [Int32] = []
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
    if lastOfMinute != .max,
      UInt64(bitPattern: (time ?? 0) &- counts[row].minute) > lastOfMinute
    {
      turn(row, time ?? 0)
    }
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
    unsaved?.slots.insert(row)
    return SlotBitmap.slot(of: at) &* (SlotBitmap.slotSeconds * 1000)
  }

  /// Adds what another table counted in a row to the row of `key`.
  mutating func merge(_ other: Row, _ count: Count, as key: Key) {
    restore(key, count, slots: other.slots)
  }

  /// Adds what was counted before: nothing of it is to be saved.
  mutating func restore(_ key: Key, _ count: Count, slots: SlotBitmap?) {
    let row = row(key)
    totals[row].merge(count)
    guard let slots, !slots.isEmpty else { return }
    var bitmap = rows[row].slots ?? SlotBitmap()
    bitmap.merge(slots)
    rows[row].slots = bitmap
  }

  /// All that was counted in a row.
  func total(_ row: Int) -> Count {
    var count = totals[row]
    count.merge(counts[row])
    return count
  }

  private mutating func add(_ key: Key, _ packed: SIMD2<UInt64>) -> Int {
    rows.append(Row(key: key, packed: packed))
    if key.outcome != 0 { refusals += 1 }
    counts.append(Count())
    totals.append(Count())
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

  /// First and last event time of all rows.
  var span: Span {
    var span = Span()
    for row in rows.indices {
      let count = total(row)
      if count.first <= count.last {
        span.add(count.first)
        span.add(count.last)
      }
    }
    return span
  }

  /// Keeps from now on what has to be saved.
  mutating func keepChanges() {
    unsaved = UnsavedUses()
    lastOfMinute = 59_999
  }

  /// Everything counted is among what is to be saved after this.
  mutating func settle() {
    for row in touched {
      settle(Int(row))
      counts[Int(row)].minute = .min
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// What follows belongs to another SOURCE.
  mutating func begin(source: Int) {
    settle()
    unsaved?.source = source
  }

  /// What was to be saved is.
  mutating func changesSaved() { unsaved?.removeAll() }

  /// A row's next request is of another minute.
  @inline(never)
  private mutating func turn(_ row: Int, _ time: Int64) {
    if counts[row].minute == .min {
      touched.append(Int32(truncatingIfNeeded: row))
    } else {
      settle(row)
    }
    let (hour, minute) = HourCounts.place(of: time)
    counts[row].minute = (hour &* 60 &+ Int64(minute)) &* 60_000
  }

  private mutating func settle(_ row: Int) {
    let count = counts[row]
    guard count.requests > 0 else { return }
    totals[row].merge(count)
    unsaved?.add(count, row: row, at: count.minute)
    counts[row].requests = 0
    counts[row].first = .max
    counts[row].last = .min
  }

  private static func slot(_ packed: SIMD2<UInt64>, _ count: Int) -> Int {
    var hash = (packed[0] ^ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ hash >> 32 ^ packed[1]) &* 0xc4ce_b9fe_1a85_ec53
    return Int(truncatingIfNeeded: hash ^ hash >> 29) & (count &- 1)
  }
}
