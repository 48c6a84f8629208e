/// `TIME [level    ] event   name=value …`, as structlog writes for people; the time may be missing, the event may be a
/// sentence.
enum StructlogConsoleShape {
  static func read(
    _ line: TextLine, into record: inout Record, _ found: inout FoundValues
  ) -> Bool {
    guard let open = line.bytes.first(40).firstIndex(of: 0x5b) else { return false }
    let time = trimmed(line.bytes.first(open))
    guard time.isEmpty || Timestamp(logged: time) != nil else { return false }
    let rest = line.bytes.dropping(open + 1)
    guard let close = rest.first(16).firstIndex(of: 0x5d),
      LevelWord.contains(trimmed(rest.first(close))), close + 2 < rest.count,
      rest[close + 1] == 0x20
    else { return false }
    let message = rest.dropping(close + 2)
    guard let pairs = firstPair(message), pairs > 0,
      let count = PairText.read(message, from: pairs, into: &record, &found), count > 0
    else { return false }
    if !time.isEmpty { record.set(.time, time) }
    record.set(.event, trimmed(message.first(pairs)))
    return true
  }

  /// Where the word stands that is a pair, and behind which there are only pairs.
  private static func firstPair(_ text: Bytes) -> Int? {
    var from = 0
    while let blank = text.dropping(from).firstIndex(of: 0x20) {
      from += blank + 1
      if PairWalk.begins(text.dropping(from)) { return from }
    }
    return nil
  }

  private static func trimmed(_ text: Bytes) -> Bytes {
    var text = text
    while let last = text.last, last == 0x20 { text = text.first(text.count - 1) }
    return text
  }
}
