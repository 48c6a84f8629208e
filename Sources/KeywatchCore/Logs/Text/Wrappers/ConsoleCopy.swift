/// `[COMPONENT] [TIME] LINE`, as it is copied from the console of DigitalOcean's App Platform.
enum ConsoleCopy {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard let name = start.takeBracketed(), name.isName, start.take(" ["),
      let time = start.takeTime(gap: 0x20) ?? start.takeTime(), start.take(0x5d)
    else { return nil }
    start.takeBlanks()
    return Layer(length: start.count, time: time)
  }
}
