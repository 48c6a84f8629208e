extension Timestamp {
  /// A time without year and zone (`Nov 22 13:00:19`), as syslog writes it: UTC, in the year that brings it nearest to
  /// another moment.
  init?(yearless value: Bytes, near other: Timestamp) {
    guard value.count >= 14, let month = Self.month(value.first(3)), value[3] == 0x20,
      let clock = value.clock(value[5] == 0x20 || value[4] == 0x20 || value[6] == 0x20 ? 7 : 6),
      let day = value.number(4, 2) ?? value.number(5, 1) ?? value.number(4, 1)
    else { return nil }
    let year = Self.civil(days: Int(other.seconds / 86_400)).year
    var nearest: Timestamp?
    for year in year - 1...year + 1 where (1...Self.length(ofMonth: month, year)).contains(day) {
      let days = Self.days(year: year, month: month, day: day)
      let time = Timestamp(seconds: Int64(days * 86_400 + clock))
      if let known = nearest, abs(known.since(other)) <= abs(time.since(other)) { continue }
      nearest = time
    }
    guard let nearest else { return nil }
    self = nearest
  }
}
