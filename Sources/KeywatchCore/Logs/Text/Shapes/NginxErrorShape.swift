/// `TIME [LEVEL] PID#THREAD: *NUMBER MESSAGE, client: ADDRESS, server: NAME, request: "METHOD PATH PROTOCOL", …`: the error
/// log of nginx. The message may hold what a client sent, so the last request and the last client before it count.
enum NginxErrorShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    guard begins(bytes),
      let (head, rest) = split(bytes.dropping(20), at: ", request: \""),
      let close = rest.firstIndex(of: 0x22), RequestText.read(rest.first(close), into: &record),
      record.value(.method)?.isEmpty == false
    else { return false }
    record.set(.time, bytes.first(19))
    if let (_, rest) = split(head, at: ", client: ") {
      let client = rest.first(rest.firstIndex(of: 0x2c) ?? rest.count)
      if Address(client: client) != nil { record.set(.source, client) }
    }
    return true
  }

  /// Whether it is a line of such a log.
  static func begins(_ line: Bytes) -> Bool {
    line.count > 40 && line[4] == 0x2f && line[7] == 0x2f && line[19] == 0x20 && line[20] == 0x5b
      && Timestamp(logged: line.first(19)) != nil
  }

  /// What stands before and behind the last of these words; nil where they do not stand there.
  private static func split(_ text: Bytes, at words: StaticString) -> (head: Bytes, rest: Bytes)? {
    var head = text
    while let comma = head.lastIndex(of: 0x2c) {
      let rest = text.dropping(comma)
      if rest.hasPrefix(words) {
        return (text.first(comma), rest.dropping(words.utf8CodeUnitCount))
      }
      head = text.first(comma)
    }
    return nil
  }
}
