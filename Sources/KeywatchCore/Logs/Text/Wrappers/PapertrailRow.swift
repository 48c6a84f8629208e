/// A row of Papertrail's archives: id, time, time of receipt, number, name and address of the sender, facility, severity,
/// program and line, with tabs between.
enum PapertrailRow {
  static func strip(_ line: TextLine) -> Layer? {
    guard line.bytes.count > 40, line.bytes[0] &- 0x30 < 10 else { return nil }
    var start = LineStart(line.bytes)
    guard let id = start.take(upTo: 0x09), id.isDigits, let time = start.take(upTo: 0x09),
      time.count >= 19, Timestamp(logged: time) != nil
    else { return nil }
    for _ in 2..<9 {
      if start.take(0x09) { continue }
      guard start.take(upTo: 0x09) != nil else { return nil }
    }
    return Layer(length: start.count, time: time)
  }
}
