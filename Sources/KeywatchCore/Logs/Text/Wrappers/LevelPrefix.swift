/// `INFO:     LINE` of uvicorn, `WARNING:LOGGER:LINE` of Python without a format.
enum LevelPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard let level = start.take(upTo: 0x3a), level.isLevel else { return nil }
    if !start.takeBlanks() {
      guard let logger = start.take(upTo: 0x3a), logger.isName else { return nil }
    }
    return Layer(length: start.count, isLogger: true)
  }
}
