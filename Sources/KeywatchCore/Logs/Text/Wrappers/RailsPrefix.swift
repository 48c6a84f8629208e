/// `I, [2026-11-22T13:12:56.662959 #29827]  INFO -- : [ID] LINE`, as Ruby's logger writes; Rails adds the request's id.
enum RailsPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    guard line.bytes.count > 30, line.bytes[1] == 0x2c, line.bytes[3] == 0x5b else { return nil }
    var start = LineStart(line.bytes)
    start.take(count: 4)
    guard let time = start.takeTime() ?? start.takeTime(gap: 0x20), start.take(" #"),
      let process = start.take(upTo: 0x5d), process.isDigits
    else { return nil }
    start.takeBlanks()
    guard let level = start.takeWord(), level.isLevel || level.equals("ANY"), start.take("-- "),
      start.take(upTo: 0x3a) != nil || start.take(0x3a)
    else { return nil }
    start.takeBlanks()
    var behind = start
    if let id = behind.takeBracketed(), id.isName, behind.takeBlanks() { start = behind }
    return Layer(length: start.count, time: time, isLogger: true)
  }
}
