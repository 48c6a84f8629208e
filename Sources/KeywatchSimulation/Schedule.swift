/// How many lines each 5-minute slot of the story gets, and how they fall to the senders.
struct Schedule {
  static let slotMinutes = 5
  static let slotCount = Story.minutes / slotMinutes

  /// Minutes after midnight UTC at the story's beginning.
  private let clock: Int
  /// Lines before each slot, and all lines at the end.
  private let lines: [Int]
  /// Of the present slot: the senders' weights, summed up.
  private(set) var weights = [UInt32](repeating: 0, count: Cast.everybody.count)

  /// For `total` lines, from a beginning `clock` minutes after midnight UTC.
  init(lines total: Int, clock: Int) {
    self.clock = clock
    var sums: [UInt64] = [0]
    var schedule = Self(clock: clock)
    for slot in 0..<Self.slotCount {
      schedule.enter(slot)
      sums.append((sums.last ?? 0) + UInt64(schedule.weights.last ?? 0))
    }
    let whole = max(sums.last ?? 1, 1)
    lines = sums.map { sum in
      let product = sum.multipliedFullWidth(by: UInt64(max(total, 0)))
      return Int(whole.dividingFullWidth(product).quotient)
    }
  }

  private init(clock: Int) {
    self.clock = clock
    lines = []
  }

  /// Makes `slot` the present one.
  mutating func enter(_ slot: Int) {
    let minute = slot * Self.slotMinutes
    var sum: UInt32 = 0
    for (i, sender) in Cast.everybody.enumerated() {
      sum += sender.weight * sender.rhythm.factor(minute: minute, clock: clock + minute)
      weights[i] = sum
    }
  }

  /// Lines of a slot.
  func count(in slot: Int) -> Int { lines[slot + 1] - lines[slot] }

  /// Who sends the line that falls on `part` (of 2^32) of the present slot's weight.
  func sender(at part: UInt32) -> Int {
    let whole = UInt64(weights[weights.count - 1])
    let mark = UInt32(truncatingIfNeeded: (UInt64(part) * whole) >> 32)
    return weights.firstIndex { mark < $0 } ?? 0
  }
}
