/// `ADDRESS:PORT [TIME] FRONTEND BACKEND/SERVER TIMERS STATUS SIZE … "REQUEST"`, HAProxy's `option httplog` (its
/// configuration manual, 8.2.3). Captured headers stand in braces without names, so they are left alone.
enum HAProxyShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    guard line.quoteCount >= 1 else { return false }
    let head = line.bytes.first(line.quote(0))
    let source = head.first(head.firstIndex(of: 0x20) ?? 0)
    let rest = head.dropping(source.count + 1)
    guard rest.count > 0, rest[0] == 0x5b, let close = rest.firstIndex(of: 0x5d),
      Address(client: source) != nil
    else { return false }
    let time = rest.dropping(1).first(close - 1)
    let words = rest.dropping(close + 1)
    var status = words.word(3)
    // No answer was given.
    if status.equals("-1") { status = status.first(1) }
    guard isTimers(words.word(2)), words.word(1).firstIndex(of: 0x2f) != nil,
      Field.status(status) != nil, Timestamp(logged: time) != nil
    else { return false }
    record.set(.source, source)
    record.set(.time, time)
    record.set(.status, status)
    // Quotes of the client are written as #22; a line that was too long ends within the request.
    let text =
      line.quoteCount > 1 ? line.quoted(0) : line.bytes.dropping(line.quote(0) + 1)
    if !RequestText.read(text, into: &record) { RequestText.readMalformed(text, into: &record) }
    return true
  }

  /// `0/-1/3/+20/23`.
  private static func isTimers(_ word: Bytes) -> Bool {
    guard word.firstIndex(of: 0x2f) != nil else { return false }
    return word.bytes.allSatisfy { $0 >= 0x2b && $0 <= 0x39 && $0 != 0x2c && $0 != 0x2e }
  }
}
