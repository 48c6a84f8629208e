/// `TIME [ID] "METHOD URL PROTOCOL" from ADDRESS - STATUS SIZE in DURATION`, the logger of chi's middleware.
enum ChiShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    guard line.quoteCount >= 2, bytes.count > 20, bytes[4] == 0x2f, bytes[19] == 0x20 else {
      return false
    }
    let time = bytes.first(19)
    let id = bytes.first(line.quote(0)).dropping(20).trimmed
    let last = line.quote(line.quoteCount - 1)
    let rest = bytes.dropping(last + 1)
    let source = rest.word(1)
    let status = rest.word(3)
    guard rest.word(0).equals("from"), rest.word(2).equals("-"), Field.status(status) != nil,
      id.isEmpty || id[0] == 0x5b && id.last == 0x5d && id.firstIndex(of: 0x20) == nil,
      Address(client: source) != nil, Timestamp(logged: time) != nil,
      RequestText.read(
        bytes.dropping(line.quote(0) + 1).first(last - line.quote(0) - 1), into: &record)
    else { return false }
    record.set(.time, time)
    record.set(.source, source)
    record.set(.status, status)
    if id.count > 2 { record.set(.requestID, id.dropping(1).first(id.count - 2)) }
    return true
  }
}
