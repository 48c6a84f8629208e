/// The learnt layouts of logfmt lines; the one that fitted last comes first.
struct PairLayouts: ~Copyable {
  private static let limit = 4

  /// Memory of all slots; only the first `count` of `order` name one that holds a layout.
  let layouts: UnsafeMutablePointer<PairLayout>
  private(set) var count = 0
  private var order = SIMD4<UInt8>(0, 1, 2, 3)

  init() { layouts = .allocate(capacity: Self.limit) }

  deinit {
    for rank in 0..<count { (layouts + slot(rank)).deinitialize(count: 1) }
    layouts.deallocate()
  }

  /// The slot of the layout that comes at `rank`.
  @inline(__always) func slot(_ rank: Int) -> Int { Int(order[rank]) }

  /// Moves the layout at `rank` to the front.
  mutating func promote(_ rank: Int) {
    let slot = order[rank]
    for i in stride(from: rank, to: 0, by: -1) { order[i] = order[i - 1] }
    order[0] = slot
  }

  /// Adds a layout at the front, in place of the last one where all slots are taken; returns the slot of that.
  mutating func insert(_ layout: consuming PairLayout) -> Int? {
    var replaced: Int?
    if count == Self.limit {
      replaced = slot(count - 1)
      (layouts + slot(count - 1)).deinitialize(count: 1)
    } else {
      count += 1
    }
    (layouts + slot(count - 1)).initialize(to: layout)
    promote(count - 1)
    return replaced
  }
}
