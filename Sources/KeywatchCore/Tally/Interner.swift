import Glibc

/// Names kept once and known by number, 0 for the first; bounded.
///
/// A name is found by its length, first and last 16 bytes, and then compared whole.
struct Interner: ~Copyable {
  private struct Item {
    var head: SIMD16<UInt8>
    var offset: Int
    var count: Int
    var hash: UInt64
  }

  /// Probes before a name is given up: names made to collide cost no more than this.
  private static let probeLimit = 64

  let limit: Int
  private var items: [Item] = []
  private var slots: [Int32]
  private var arena: [UInt8] = []
  /// Bytes of names kept at most.
  private let arenaLimit: Int

  init(limit: Int, arenaLimit: Int = 4 << 20) {
    self.limit = limit
    self.arenaLimit = arenaLimit
    slots = [Int32](repeating: -1, count: 128)
  }

  /// The number of a name; nil where it is not known.
  @inline(__always)
  func number(_ name: Bytes) -> Int? {
    let head = name.head16
    let hash = Self.hash(name, head)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    var probes = 0
    while probes < Self.probeLimit {
      let id = Int(slots[slot])
      if id < 0 { return nil }
      if items[id].hash == hash, items[id].count == name.count, items[id].head.equals(head),
        name.count <= 16 || hasRest(items[id].offset, name)
      {
        return id
      }
      slot = (slot &+ 1) & (slots.count &- 1)
      probes &+= 1
    }
    return nil
  }

  /// Forgets all names.
  mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
    for i in slots.indices { slots[i] = -1 }
  }

  @inline(__always)
  private static func hash(_ name: Bytes, _ head: SIMD16<UInt8>) -> UInt64 {
    guard name.count > 16 else { return KeywatchCore.hash(head, name.count, 0) }
    let tail = UnsafeRawPointer(name.base + (name.count &- 16)).loadUnaligned(
      as: SIMD16<UInt8>.self)
    return KeywatchCore.hash(head, name.count, KeywatchCore.hash(tail, name.count, 1))
  }

  private func hasRest(_ offset: Int, _ name: Bytes) -> Bool {
    arena.withUnsafeBufferPointer { arena in
      guard let base = arena.baseAddress else { return false }
      return memcmp(base + offset, name.base, name.count) == 0
    }
  }

  /// Gives a name that is not known the next number; nil when it does not fit.
  @inline(never)
  mutating func add(_ name: Bytes) -> Int? {
    guard items.count < limit, arena.count + name.count <= arenaLimit else { return nil }
    let head = name.head16
    let id = items.count
    items.append(
      Item(head: head, offset: arena.count, count: name.count, hash: Self.hash(name, head)))
    arena.append(contentsOf: name.bytes)
    if items.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 4)
      for i in items.indices { place(i) }
    } else {
      place(id)
    }
    return id
  }

  private mutating func place(_ id: Int) {
    var slot = Int(truncatingIfNeeded: items[id].hash) & (slots.count &- 1)
    while slots[slot] >= 0 { slot = (slot &+ 1) & (slots.count &- 1) }
    slots[slot] = Int32(truncatingIfNeeded: id)
  }
}
