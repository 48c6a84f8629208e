/// How fast the caller gathers slots with its new key: over the last day, or since it left the old
/// key.
struct Pace: Sendable {
  private let slots: Int
  private let length: Int64
  private let now: Timestamp

  init(_ facts: CallerFacts, _ silence: Silence) {
    now = silence.now
    let dayAgo = now.advanced(byMilliseconds: -86_400_000)
    let begin = max(dayAgo, facts.switched ?? dayAgo)
    length = max(now.since(begin), 0)
    slots = facts.new.slots.count(after: SlotBitmap.slot(of: begin) - 1)
  }

  /// When so many more slots would have been gathered; nil at a standstill.
  func date(of count: Int) -> Timestamp? {
    guard slots > 0 else { return nil }
    let pause = max(length / Int64(slots), SlotBitmap.slotSeconds * 1000)
    let (wait, overflow) = pause.multipliedReportingOverflow(by: Int64(count))
    return overflow ? nil : now.advanced(byMilliseconds: wait)
  }
}
