/// What stands behind a time and before a line: `ecs/web/0f1e ` (`aws logs tail`), a tag between tabs (fluentd), or
/// nothing (CloudWatch's export, `kubectl logs --timestamps`).
enum PlatformPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard let time = start.takeTime(), time.count >= 20 else { return nil }
    if start.take(0x09) { return tagged(start, time) }
    guard start.take(0x20) else {
      return start.isOver ? Layer(length: start.count, time: time) : nil
    }
    var behind = start
    if let word = behind.takeWord(), isStream(word, time) { start = behind }
    return Layer(length: start.count, time: time)
  }

  /// A tag, a tab and an object.
  private static func tagged(_ start: LineStart, _ time: Bytes) -> Layer? {
    var start = start
    guard let tag = start.take(upTo: 0x09), tag.isName, start.next == 0x7b else { return nil }
    return Layer(length: start.count, time: time)
  }

  /// The name of a stream of CloudWatch, behind a time with microseconds and an offset.
  private static func isStream(_ word: Bytes, _ time: Bytes) -> Bool {
    guard time.count == 32, time[26] == 0x2b, word[0] != 0x2f, word.firstIndex(of: 0x2f) != nil
    else {
      return false
    }
    return word.bytes.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f, 0x2e, 0x2f, 0x24, 0x5b, 0x5d: true
      default: false
      }
    }
  }
}
