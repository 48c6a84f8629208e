extension HourCounts {
  /// The minutes that had requests, to be kept: one byte for the minute, then the count in groups of seven bits,
  /// the lowest first.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    for minute in 0..<60 where minutes[minute] > 0 {
      result.append(UInt8(minute))
      var rest = minutes[minute]
      while rest >= 0x80 {
        result.append(UInt8(rest & 0x7f) | 0x80)
        rest >>= 7
      }
      result.append(UInt8(rest))
    }
    return result
  }

  /// What `bytes` gave; nil for anything else.
  package init?(bytes: [UInt8]) {
    self.init()
    var rest = bytes[...]
    while let minute = rest.popFirst() {
      guard minute < 60, let count = Self.number(&rest) else { return nil }
      add(count, minute: Int(minute))
    }
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return UInt32(exactly: value) }
    }
    return nil
  }
}
