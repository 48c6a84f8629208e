/// `COMPONENT TIME LINE`, as `doctl apps logs` prints it: one blank each, the time with nanoseconds and `Z`.
enum ComponentPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard let name = start.takeWord(), name.isName, let time = start.takeTime(), time.count >= 20
    else { return nil }
    _ = start.take(0x20)
    return Layer(length: start.count, time: time)
  }
}
