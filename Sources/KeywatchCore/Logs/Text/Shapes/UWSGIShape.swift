/// `[pid: …] ADDRESS (USER) {…} [TIME] METHOD PATH => generated … (PROTOCOL STATUS) …`, the request log of uWSGI, which
/// escapes nothing: what follows the path is looked for from the right.
enum UWSGIShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    guard bytes.hasPrefix("[pid: "), let close = bytes.firstIndex(of: 0x5d),
      let answer = last(" (HTTP/", in: bytes),
      let end = last(" => generated ", in: bytes.first(answer))
    else { return false }
    let source = bytes.dropping(close + 1).word(0)
    let status = bytes.dropping(answer + 2).word(1)
    let request = bytes.first(end)
    guard let brace = request.firstIndex(of: 0x7d) else { return false }
    let timed = request.dropping(brace + 1)
    guard timed.count > 28, timed[1] == 0x5b, timed[26] == 0x5d, status.last == 0x29,
      Field.status(status.first(status.count - 1)) != nil
    else { return false }
    let time = timed.dropping(2).first(24)
    guard Timestamp(logged: time) != nil, RequestText.read(timed.dropping(28), into: &record) else {
      return false
    }
    record.set(.time, time)
    record.set(.status, status.first(status.count - 1))
    if Address(client: source) != nil { record.set(.source, source) }
    return true
  }

  /// Where a text stands for the last time.
  private static func last(_ word: StaticString, in bytes: Bytes) -> Int? {
    var at = bytes.count - word.utf8CodeUnitCount
    while at >= 0 {
      if bytes[at] == 0x20, bytes.dropping(at).hasPrefix(word) { return at }
      at -= 1
    }
    return nil
  }
}
