/// `name=value name="value" …` and nothing else: logfmt as Go, Grafana, Heroku, structlog and nginx write it.
enum LogfmtShape {
  /// Pairs a line has at least: fewer stand in words, too.
  private static let least = 3

  @inline(__always)
  static func read(
    _ line: TextLine, into record: inout Record, _ found: inout FoundValues
  ) -> Bool {
    guard PairWalk.begins(line.bytes) else { return false }
    return PairText.read(line.bytes, quotes: .double, into: &record, &found) ?? 0 >= least
  }
}
