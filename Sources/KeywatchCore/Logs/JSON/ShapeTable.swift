/// The learnt shapes, by how many marks a line has; the one that fitted last comes first.
struct ShapeTable: ~Copyable {
  /// Lines with more marks are only walked.
  static let bucketCount = 128
  private static let shapesPerBucket = 4
  /// The numbers of its shapes are below this.
  static let slotCount = bucketCount * shapesPerBucket

  /// Memory of all slots; only those that `number` names hold a shape.
  let shapes: UnsafeMutablePointer<LineShape>
  private let counts: UnsafeMutablePointer<UInt8>
  private let order: UnsafeMutablePointer<UInt8>

  init() {
    let slots = Self.slotCount
    shapes = .allocate(capacity: slots)
    counts = .allocate(capacity: Self.bucketCount)
    counts.initialize(repeating: 0, count: Self.bucketCount)
    order = .allocate(capacity: slots)
    for slot in 0..<slots { order[slot] = UInt8(slot % Self.shapesPerBucket) }
  }

  deinit {
    for bucket in 0..<Self.bucketCount {
      for rank in 0..<Int(counts[bucket]) {
        let slot = bucket * Self.shapesPerBucket + Int(order[bucket * Self.shapesPerBucket + rank])
        (shapes + slot).deinitialize(count: 1)
      }
    }
    shapes.deallocate()
    counts.deallocate()
    order.deallocate()
  }

  /// How many shapes have this many marks.
  @inline(__always) func count(_ markCount: Int) -> Int {
    markCount < Self.bucketCount ? Int(counts[markCount]) : 0
  }

  /// The slot of the shape with this many marks that comes at `rank`.
  @inline(__always) func number(_ markCount: Int, _ rank: Int) -> Int {
    let first = markCount &* Self.shapesPerBucket
    return first &+ Int(order[first &+ rank])
  }

  /// Moves the shape at `rank` to the front.
  mutating func promote(_ markCount: Int, _ rank: Int) {
    let first = markCount * Self.shapesPerBucket
    let slot = order[first + rank]
    for i in stride(from: rank, to: 0, by: -1) { order[first + i] = order[first + i - 1] }
    order[first] = slot
  }

  /// Adds a shape at the front, in place of the last one where all slots are taken; returns its slot.
  mutating func insert(_ shape: consuming LineShape) -> Int {
    let bucket = shape.markCount
    var rank = Int(counts[bucket])
    if rank == Self.shapesPerBucket {
      rank -= 1
      (shapes + number(bucket, rank)).deinitialize(count: 1)
    } else {
      counts[bucket] += 1
    }
    let slot = number(bucket, rank)
    (shapes + slot).initialize(to: shape)
    promote(bucket, rank)
    return slot
  }
}
