extension Timestamp {
  /// A time as logs write it: RFC 3339 (blank or tab for `T`, comma for the point, no zone = UTC), the common log
  /// format's, `2026/11/22 12:55:20`, `Sun Nov 22 12:55:20 2026`, or a number whose magnitude tells its unit (< 1e11 s, < 1e14 ms, < 1e17 µs, else ns).
  init?(logged value: Bytes) {
    guard value.count >= 8, value.count <= 48 else { return nil }
    if value.count > 10, value[4] == 0x2d, let time = Timestamp(date: value) {
      self = time
    } else if value.count >= 20, value[2] == 0x2f, let time = Timestamp(common: value) {
      self = time
    } else if value.count >= 19, let time = Timestamp(local: value) {
      self = time
    } else if let time = Timestamp(number: value) {
      self = time
    } else {
      return nil
    }
  }

  /// Days since 1970-01-01 of a date in the proleptic Gregorian calendar (Howard Hinnant's `days_from_civil`).
  static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private init?(date value: Bytes) {
    guard let year = value.number(0, 4), let month = value.number(5, 2),
      let day = value.number(8, 2),
      value.count >= 19, value[7] == 0x2d,
      value[10] | 0x20 == 0x74 || value[10] == 0x20 || value[10] == 0x09,
      (1...12).contains(month), (1...Self.length(ofMonth: month, year)).contains(day),
      let clock = value.clock(11)
    else { return nil }
    var i = 19
    var milliseconds = 0
    if i < value.count, value[i] == 0x2e || value[i] == 0x2c {
      i += 1
      var scale = 100
      while i < value.count, value[i] &- 0x30 < 10 {
        milliseconds += Int(value[i] &- 0x30) * scale
        scale /= 10
        i += 1
      }
    }
    guard let zone = value.dropping(i).zone() else { return nil }
    let seconds = Self.days(year: year, month: month, day: day) * 86_400 + clock - zone
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(milliseconds))
  }

  private init?(common value: Bytes) {
    // 22/Nov/2026:12:55:20 +0000, also with a blank before the clock, or milliseconds and no zone behind it.
    guard let day = value.number(0, 2), let year = value.number(7, 4), value[6] == 0x2f,
      let month = Self.month(value.dropping(3).first(3)), let clock = value.clock(12),
      (1...Self.length(ofMonth: month, year)).contains(day)
    else { return nil }
    let hasFraction = value.count > 20 && value[20] == 0x2e
    guard let fraction = hasFraction ? value.number(21, 3) : 0,
      let zone = value.dropping(hasFraction ? 24 : 20).zone()
    else { return nil }
    let seconds = Self.days(year: year, month: month, day: day) * 86_400 + clock - zone
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
  }

  /// Forms without a zone: `2026/11/22 12:55:20`, with ` - ` before the clock too, and what `asctime` of C writes.
  private init?(local value: Bytes) {
    let date: (year: Int?, month: Int?, day: Int?)
    let rest: Bytes
    if value[4] == 0x2f, value[7] == 0x2f {
      date = (value.number(0, 4), value.number(5, 2), value.number(8, 2))
      rest = value.dropping(value[11] == 0x2d ? 13 : 11)
    } else if value.count == 24, value[3] == 0x20, value[7] == 0x20 {
      let day = value[8] == 0x20 ? value.number(9, 1) : value.number(8, 2)
      date = (value.number(20, 4), Self.month(value.dropping(4).first(3)), day)
      rest = value.dropping(11).first(8)
    } else {
      return nil
    }
    guard let year = date.year, let month = date.month, let day = date.day,
      (1...12).contains(month), (1...Self.length(ofMonth: month, year)).contains(day),
      let clock = rest.clock(0)
    else { return nil }
    let hasFraction = rest.count > 8 && rest[8] == 0x2e
    guard rest.count == 8 || hasFraction, let fraction = hasFraction ? rest.number(9, 3) : 0 else {
      return nil
    }
    let seconds = Self.days(year: year, month: month, day: day) * 86_400 + clock
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
  }

  static func month(_ name: Bytes) -> Int? {
    let names: [StaticString] = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return names.firstIndex(where: { name.equalsIgnoringCase($0) }).map { $0 + 1 }
  }

  private init?(number value: Bytes) {
    var whole: Int64 = 0
    var fraction: Int64 = 0
    var fractionDigits = 0
    var i = 0
    while i < value.count, value[i] &- 0x30 < 10 {
      let (product, over) = whole.multipliedReportingOverflow(by: 10)
      let (sum, over2) = product.addingReportingOverflow(Int64(value[i] &- 0x30))
      guard !over, !over2 else { return nil }
      whole = sum
      i += 1
    }
    guard i > 0 else { return nil }
    if i < value.count, value[i] == 0x2e {
      i += 1
      while i < value.count, value[i] &- 0x30 < 10 {
        if fractionDigits < 3 {
          fraction = fraction * 10 + Int64(value[i] &- 0x30)
          fractionDigits += 1
        }
        i += 1
      }
      while fractionDigits < 3 {
        fraction *= 10
        fractionDigits += 1
      }
    }
    if i < value.count {
      // 1.795352400125e9, as some encoders write seconds.
      guard let (digits, exponent) = Field.decimal(value), (-15...15).contains(exponent) else {
        return nil
      }
      var scaled = Int64(digits)
      for _ in 0..<max(-exponent - 3, 0) { scaled /= 10 }
      for _ in 0..<max(exponent + 3, 0) {
        let (product, isOver) = scaled.multipliedReportingOverflow(by: 10)
        if isOver { return nil }
        scaled = product
      }
      whole = scaled / 1000
      fraction = scaled % 1000
    }
    switch whole {
    case ..<100_000_000: return nil
    case ..<100_000_000_000: self.init(milliseconds: whole * 1000 + fraction)
    case ..<100_000_000_000_000: self.init(milliseconds: whole)
    case ..<100_000_000_000_000_000: self.init(milliseconds: whole / 1000)
    default: self.init(milliseconds: whole / 1_000_000)
    }
  }
}

extension Bytes {
  /// The number that `count` digits at `at` make; nil if they are not all digits.
  @inline(__always) func number(_ at: Int, _ count: Int) -> Int? {
    guard at + count <= self.count else { return nil }
    var value = 0
    for i in at..<at + count {
      let digit = self[i] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// Seconds of a `hh:mm:ss` at `at`; a leap second is the last one of its minute.
  func clock(_ at: Int) -> Int? {
    guard let hour = number(at, 2), let minute = number(at + 3, 2), let second = number(at + 6, 2),
      self[at + 2] == 0x3a, self[at + 5] == 0x3a, hour < 24, minute < 60, second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + min(second, 59)
  }

  /// Seconds east of UTC of `Z`, `UTC`, `+02:00`, `+0200`, ` +0000` or nothing.
  fileprivate func zone() -> Int? {
    var rest = self
    while rest.count > 0, rest[0] == 0x20 { rest = rest.dropping(1) }
    if rest.count == 0 || rest.count == 1 && rest[0] | 0x20 == 0x7a { return 0 }
    if rest.equals("UTC") || rest.equals("GMT") { return 0 }
    guard rest[0] == 0x2b || rest[0] == 0x2d, let hours = rest.number(1, 2) else { return nil }
    let digits = rest.dropping(3)
    let minutes: Int?
    switch digits.count {
    case 0: minutes = 0
    case 2: minutes = digits.number(0, 2)
    case 3 where digits[0] == 0x3a: minutes = digits.number(1, 2)
    default: minutes = nil
    }
    guard let minutes, hours < 24, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (rest[0] == 0x2d ? -1 : 1)
  }
}
