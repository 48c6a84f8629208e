/// `TIME TAB LEVEL TAB … TAB {…}`, as zap writes for consoles: the words before the last column are the application's,
/// the object is the encoder's, in which tabs are escaped.
enum TabbedColumns {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard let time = start.takeTime(), start.take(0x09), let level = start.take(upTo: 0x09),
      level.isLevel, line.bytes.last == 0x7d,
      let tab = line.bytes.lastIndex(of: 0x09), tab + 1 < line.bytes.count,
      line.bytes[tab + 1] == 0x7b
    else { return nil }
    let before = line.bytes.first(tab)
    let words = before.dropping((before.lastIndex(of: 0x09) ?? 0) + 1)
    return Layer(length: tab + 1, time: time, words: words)
  }
}
