/// Words that say what follows: `data: ` of an event stream, `@cee: ` of syslog, `MESSAGE=` of a journal's export.
enum WordPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    if start.take("MESSAGE=") { return start.isOver ? nil : Layer(length: start.count) }
    guard start.take("data:") || start.take("@cee:") else { return nil }
    start.takeBlanks()
    guard start.next == 0x7b else { return nil }
    return Layer(length: start.count)
  }
}
