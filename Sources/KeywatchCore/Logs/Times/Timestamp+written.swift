extension Timestamp {
  /// The bytes of `append(to:)`.
  package var written: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends the moment as servers log it: RFC 3339, UTC, milliseconds
  /// (`2026-11-22T09:41:27.123Z`).
  package func append(to bytes: inout [UInt8]) {
    let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let date = Self.civil(days: Int(day))
    let clock = seconds - day * 86_400
    Self.append(Int64(date.year), digits: 4, to: &bytes)
    bytes.append(0x2d)
    Self.append(Int64(date.month), digits: 2, to: &bytes)
    bytes.append(0x2d)
    Self.append(Int64(date.day), digits: 2, to: &bytes)
    bytes.append(0x54)
    Self.append(clock / 3600, digits: 2, to: &bytes)
    bytes.append(0x3a)
    Self.append(clock / 60 % 60, digits: 2, to: &bytes)
    bytes.append(0x3a)
    Self.append(clock % 60, digits: 2, to: &bytes)
    bytes.append(0x2e)
    Self.append(milliseconds - seconds * 1000, digits: 3, to: &bytes)
    bytes.append(0x5a)
  }

  private static func append(_ number: Int64, digits: Int, to bytes: inout [UInt8]) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }
}
