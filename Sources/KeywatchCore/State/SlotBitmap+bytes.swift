extension SlotBitmap {
  /// All of it, to be kept: twelve bytes a word, its number and its bits, the least byte first.
  package var bytes: [UInt8] {
    words.flatMap { word in
      let number = UInt32(bitPattern: word.number)
      return (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        + (0..<8).map { UInt8(truncatingIfNeeded: word.bits >> (8 * $0)) }
    }
  }

  /// What `bytes` gave; nil for anything else.
  package init?(bytes: [UInt8]) {
    self.init()
    guard bytes.count % 12 == 0 else { return nil }
    var last: Int32?
    for start in stride(from: 0, to: bytes.count, by: 12) {
      let number = Int32(
        bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * $1) })
      let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + 4 + $1]) << (8 * $1) }
      guard last.map({ $0 < number }) ?? true else { return nil }
      last = number
      insert(Word(number: number, bits: bits))
    }
  }
}

extension SlotBitmap {
  /// The slots that begin in a window, milliseconds since 1970.
  package func within(from: Int64, to: Int64) -> SlotBitmap {
    var result = SlotBitmap()
    for slot in slots {
      let start = slot * Self.slotSeconds
      let time = Timestamp(seconds: start)
      if time.milliseconds >= from, time.milliseconds < to { result.insert(time) }
    }
    return result
  }
}
