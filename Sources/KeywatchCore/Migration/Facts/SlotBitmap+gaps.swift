extension SlotBitmap {
  /// How many slots are marked.
  var count: Int { count(after: nil) }

  /// The first and the last marked slot; nil if there is none.
  var bounds: ClosedRange<Int64>? {
    guard let first = words.first, let last = words.last else { return nil }
    let from = Int64(first.number) << 6 + Int64(first.bits.trailingZeroBitCount)
    let to = Int64(last.number) << 6 + Int64(63 - last.bits.leadingZeroBitCount)
    return from <= to ? from...to : nil
  }

  /// The marked slot with `rank` marked slots between it and `slot` (all before it for nil), 0 the
  /// next one.
  func slot(rank: Int, after slot: Int64?) -> Int64? {
    var left = rank
    for word in words {
      let base = Int64(word.number) << 6
      var bits = word.bits
      if let slot, slot >= base {
        bits = slot - base >= 63 ? 0 : bits & (~0 << UInt64(slot - base + 1))
      }
      if left >= bits.nonzeroBitCount {
        left -= bits.nonzeroBitCount
        continue
      }
      for _ in 0..<left { bits &= bits - 1 }
      return base + Int64(bits.trailingZeroBitCount)
    }
    return nil
  }

  /// The longest time between two neighbouring marked slots in milliseconds, holes taken off; 0
  /// below two slots.
  func longestGap(_ covered: CoveredTime) -> Int64 {
    var longest: Int64 = 0
    var previous: Int64?
    forEach { slot in
      defer { previous = slot }
      guard let previous, (slot - previous) * Self.slotMilliseconds > longest else { return }
      let from = Timestamp(slot: previous)
      longest = max(longest, covered.seen(from: from, to: Timestamp(slot: slot)))
    }
    return longest
  }

  private static var slotMilliseconds: Int64 { slotSeconds * 1000 }

  private func forEach(_ body: (Int64) -> Void) {
    for word in words {
      var bits = word.bits
      while bits != 0 {
        body(Int64(word.number) << 6 + Int64(bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
  }
}

extension Timestamp {
  /// The moment a 5-minute slot begins.
  init(slot: Int64) { self.init(seconds: slot * SlotBitmap.slotSeconds) }
}
