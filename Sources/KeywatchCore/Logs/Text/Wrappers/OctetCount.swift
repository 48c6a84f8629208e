/// `267 <134>1 …`: syslog over TCP, where the number says how many bytes follow (RFC 6587), and a further one may stand
/// right behind them.
enum OctetCount {
  static func strip(_ line: TextLine) -> Layer? {
    length(line.bytes).map { Layer(length: $0.digits, frame: $0.count) }
  }

  /// The number that a text begins with, and how many bytes it and the blank behind it have.
  static func length(_ text: Bytes) -> (digits: Int, count: Int)? {
    guard text.count > 8, text[0] &- 0x31 < 9 else { return nil }
    var start = LineStart(text)
    guard let digits = start.takeWord(), digits.count <= 7, start.next == 0x3c,
      let count = digits.number(0, digits.count)
    else { return nil }
    return (start.count, count)
  }
}
