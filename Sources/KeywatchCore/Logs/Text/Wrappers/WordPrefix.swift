/// Words that say what follows: `data: ` of an event stream, `@cee: ` of syslog.
enum WordPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard start.take("data:") || start.take("@cee:") else { return nil }
    start.takeBlanks()
    guard start.next == 0x7b else { return nil }
    return Layer(length: start.count)
  }
}
