/// The accepted requests of one party with one key: how many, from when to when, and in which
/// slots.
///
/// Requests answered with 500 or more are left out: they prove neither key.
struct Activity: Sendable, Equatable {
  private(set) var count = 0
  private(set) var first: Timestamp?
  private(set) var last: Timestamp?
  private(set) var slots = SlotBitmap()
  /// Some of the uses came without slots: only their first and last ones are marked.
  private var isSparse = false

  /// Counts what was accepted of a use.
  mutating func add(_ use: Use) {
    let good = use.count - use.serverErrors
    guard use.outcome.isAccepted, good > 0 else { return }
    let (from, to) = Self.span(of: use)
    count += good
    first = min(first ?? from, from)
    last = max(last ?? to, to)
    if use.slots.isEmpty {
      isSparse = isSparse || good > 1
      slots.insert(from)
      slots.insert(to)
    } else {
      slots.merge(use.slots)
    }
  }

  /// Adds what another party or key did.
  mutating func merge(_ other: Activity) {
    guard let otherFirst = other.first, let otherLast = other.last else { return }
    count += other.count
    first = min(first ?? otherFirst, otherFirst)
    last = max(last ?? otherLast, otherLast)
    slots.merge(other.slots)
    isSparse = isSparse || other.isSparse
  }

  /// A row's ends may be server errors; its slots hold none, so they draw the ends in.
  private static func span(of use: Use) -> (from: Timestamp, to: Timestamp) {
    guard use.serverErrors > 0, let bounds = use.slots.bounds else { return (use.first, use.last) }
    let end = Timestamp(slot: bounds.upperBound + 1).advanced(byMilliseconds: -1)
    return (max(use.first, Timestamp(slot: bounds.lowerBound)), min(use.last, end))
  }

  /// The slot of the last request.
  var lastSlot: Int64? { last.map(SlotBitmap.slot(of:)) }

  /// Distinct 5-minute slots after that of `other`'s last request.
  func slots(after other: Activity) -> Int { slots.count(after: other.lastSlot) }

  /// At least so many requests came after `other`'s last one; exact where all of them did.
  func count(after other: Activity) -> Int {
    guard let first, let last, let end = other.last else { return count }
    guard last > end else { return 0 }
    // The newest one is later; of the others only the slots tell.
    return first > end ? count : max(1, slots(after: other))
  }

  /// The longest time between two requests at the 5-minute grain, holes taken off; nil where slots
  /// are missing.
  func longestGap(_ covered: CoveredTime) -> Int64? {
    guard let first, let last else { return 0 }
    let span = last.since(first)
    if span <= 2 * SlotBitmap.slotSeconds * 1000 { return span }
    return isSparse ? nil : slots.longestGap(covered)
  }

  /// Whether it was seen in two slots or more, so that it has a gap to speak of.
  var hasCadence: Bool { slots.count > 1 }

  /// What could be known of it when `slot` began; its last request at the 5-minute grain.
  func before(_ slot: Int64) -> Activity {
    guard let lastSlot, lastSlot >= slot else { return self }
    var result = self
    result.slots = slots.before(slot)
    result.count = result.slots.count
    guard let bounds = result.slots.bounds, let first else { return Activity() }
    result.last = max(first, Timestamp(slot: bounds.upperBound))
    return result
  }
}
