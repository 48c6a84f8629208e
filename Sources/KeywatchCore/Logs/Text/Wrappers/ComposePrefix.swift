/// `SERVICE-1     | LINE`, as `docker compose logs` prints it, and the same behind a clock, as foreman does. The time of
/// `-t` stands behind the bar.
enum ComposePrefix {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard var name = start.takeWord() else { return nil }
    if name.count == 8, name[2] == 0x3a, name[5] == 0x3a {
      guard let process = start.takeWord() else { return nil }
      name = process
    }
    guard name.isName else { return nil }
    start.takeBlanks()
    guard start.take(0x7c), start.isOver || start.take(0x20) else { return nil }
    let time = start.takeTime()
    if time != nil { _ = start.take(0x20) }
    return Layer(length: start.count, time: time)
  }
}
