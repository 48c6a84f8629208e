/// `LEVEL: MESSAGE {…}`, as winston's simple format writes, also behind a time. Only messages that are known to be a request
/// logger's own: behind others an object may be what a client sent.
enum WinstonMessage {
  private static let messages: [StaticString] = [
    "http request", "request", "request completed", "request handled", "incoming request",
  ]

  static func strip(_ line: TextLine) -> Layer? {
    let bytes = line.bytes
    guard bytes.last == 0x7d, let open = bytes.first(96).firstIndex(of: 0x7b), open > 0 else {
      return nil
    }
    var head = bytes.first(open)
    while let last = head.last, last == 0x20 { head = head.first(head.count - 1) }
    guard let space = head.firstIndex(of: 0x20) else { return nil }
    var time: Bytes?
    if head[0] &- 0x30 < 10 {
      guard Timestamp(logged: head.first(space)) != nil else { return nil }
      time = head.first(space)
      head = head.dropping(space + 1)
    }
    guard let colon = head.firstIndex(of: 0x3a), colon > 0, colon + 2 < head.count,
      head[colon + 1] == 0x20, LevelWord.contains(level(head.first(colon)))
    else { return nil }
    let message = head.dropping(colon + 2)
    guard messages.contains(where: message.equalsIgnoringCase) else { return nil }
    return Layer(length: open, time: time)
  }

  /// Without the brackets of printf styles.
  private static func level(_ word: Bytes) -> Bytes {
    word.count > 2 && word[0] == 0x5b && word.last == 0x5d
      ? word.dropping(1).first(word.count - 2) : word
  }
}
