/// `TIME level label: name=value … [Module] message`, as swift-log's StreamLogHandler writes. Values stand there as they
/// are, even with blanks in them: behind the first that a client words freely nothing is read, for it may be the client's.
enum SwiftLogShape {
  private static let levels: [StaticString] = [
    "trace", "debug", "info", "notice", "warning", "error", "critical",
  ]

  static func read(
    _ line: TextLine, into record: inout Record, _ found: inout FoundValues
  ) -> Bool {
    let bytes = line.bytes
    guard bytes.count > 26, bytes[4] == 0x2d, let gap = bytes.first(40).firstIndex(of: 0x20),
      Timestamp(logged: bytes.first(gap)) != nil
    else { return false }
    let behindTime = bytes.dropping(gap + 1)
    guard let end = behindTime.first(10).firstIndex(of: 0x20),
      levels.contains(where: behindTime.first(end).equals),
      let colon = behindTime.first(128).firstIndex(of: 0x3a), colon > end + 1,
      colon + 2 < behindTime.count, behindTime[colon + 1] == 0x20,
      !behindTime.first(colon).bytes.contains(0x3d)
    else { return false }
    let rest = behindTime.dropping(colon + 2)
    guard PairWalk.begins(rest) || rest[0] == 0x5b else { return false }
    record.set(.time, bytes.first(gap))
    readPairs(rest, into: &record, &found)
    return true
  }

  private static func readPairs(
    _ text: Bytes, into record: inout Record, _ found: inout FoundValues
  ) {
    var walk = PairWalk(text)
    while true {
      let start = walk.offset
      let rest = text.dropping(start).first(128)
      if let open = rest.bytes.firstIndex(where: { $0 != 0x20 }), rest[open] == 0x5b {
        return readMessage(text.dropping(start + open), into: &record)
      }
      guard var pair = walk.next(), !pair.isFlag else { return }
      if pair.name.hasPrefix("hb.") { pair.name = pair.name.dropping(3) }
      if isFree(pair.name) { return }
      PairText.add(pair, into: &record, &found)
    }
  }

  private static func readMessage(_ text: Bytes, into record: inout Record) {
    guard let close = text.first(128).firstIndex(of: 0x5d), close + 2 < text.count else { return }
    record.set(.event, text.dropping(close + 2))
  }

  /// Whether a client may have written blanks into the value: a header, or an error about what it sent.
  private static func isFree(_ name: Bytes) -> Bool {
    let words: [StaticString] = ["agent", "header", "error", "refer", "body", "query", "cookie"]
    return words.contains(where: name.containsWord)
  }
}
