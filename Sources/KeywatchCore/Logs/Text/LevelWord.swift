/// Words by which loggers say how severe a line is.
enum LevelWord {
  private static let words: [StaticString] = [
    "info", "warning", "warn", "error", "debug", "trace", "notice", "critical", "fatal",
    "exception", "verbose", "http",
  ]

  static func contains(_ word: Bytes) -> Bool {
    word.count <= 9 && words.contains(where: word.equalsIgnoringCase)
  }
}
