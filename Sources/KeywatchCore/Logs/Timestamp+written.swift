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
    let date = Self.date(ofDay: day)
    let clock = seconds - day * 86_400
    Self.append(date.year, digits: 4, to: &bytes)
    bytes.append(0x2d)
    Self.append(date.month, digits: 2, to: &bytes)
    bytes.append(0x2d)
    Self.append(date.day, digits: 2, to: &bytes)
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

  /// The inverse of `days(year:month:day:)`.
  private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}
