/// Which 5-minute slots of the last 28 days saw a use; merges by union, so late lines count right.
///
/// Bounded: 128 words of 64 slots (`domain.md`'s 8,192 slots); the oldest words are dropped first.
package struct SlotBitmap: Sendable, Equatable {
  package static let slotSeconds: Int64 = 300
  private static let wordLimit = 128

  /// (number of the 64-slot word, its bits), ascending.
  private(set) var words: [Word] = []

  struct Word: Sendable, Equatable {
    var number: Int32
    var bits: UInt64
  }

  package init() {}

  /// The slot a moment lies in.
  package static func slot(of time: Timestamp) -> Int64 {
    let s = time.seconds
    return s >= 0 ? s / slotSeconds : (s - slotSeconds + 1) / slotSeconds
  }

  package var isEmpty: Bool { words.isEmpty }

  /// Marks the slot of `time`.
  package mutating func insert(_ time: Timestamp) {
    let slot = Self.slot(of: time)
    insert(Word(number: Int32(truncatingIfNeeded: slot >> 6), bits: 1 << UInt64(slot & 63)))
  }

  /// Adds all slots of `other`.
  package mutating func merge(_ other: SlotBitmap) {
    guard !words.isEmpty else {
      words = other.words
      return
    }
    var i = 0
    for word in other.words {
      while i < words.count, words[i].number < word.number { i += 1 }
      if i < words.count, words[i].number == word.number {
        words[i].bits |= word.bits
      } else {
        words.insert(word, at: i)
      }
    }
    if words.count > Self.wordLimit { words.removeFirst(words.count - Self.wordLimit) }
  }

  /// Marks the slots of a word.
  mutating func insert(_ word: Word) {
    var i = words.count
    while i > 0, words[i - 1].number > word.number { i -= 1 }
    if i > 0, words[i - 1].number == word.number {
      words[i - 1].bits |= word.bits
      return
    }
    if words.count == Self.wordLimit {
      guard i > 0 else { return }
      words.removeFirst()
      i -= 1
    }
    words.insert(word, at: i)
  }

  /// The marked slots, ascending.
  package var slots: [Int64] {
    words.flatMap { word in
      (0..<64).filter { word.bits >> UInt64($0) & 1 == 1 }.map {
        Int64(word.number) << 6 + Int64($0)
      }
    }
  }

  /// How many marked slots have a number greater than `slot` (all of them for nil).
  package func count(after slot: Int64?) -> Int {
    guard let slot else { return words.reduce(0) { $0 + $1.bits.nonzeroBitCount } }
    let number = slot >> 6
    let within = UInt64(slot & 63)
    return words.reduce(0) { sum, word in
      if Int64(word.number) < number { return sum }
      if Int64(word.number) > number { return sum + word.bits.nonzeroBitCount }
      return sum + (within == 63 ? 0 : (word.bits >> (within + 1)).nonzeroBitCount)
    }
  }

  /// The marked slots with a number below `slot`.
  package func before(_ slot: Int64) -> SlotBitmap {
    var result = SlotBitmap()
    for word in words {
      let base = Int64(word.number) << 6
      guard base < slot else { break }
      let kept = slot - base >= 64 ? word.bits : word.bits & (1 << UInt64(slot - base) - 1)
      if kept != 0 { result.words.append(Word(number: word.number, bits: kept)) }
    }
    return result
  }
}
