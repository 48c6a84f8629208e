import KeywatchCore
import KeywatchInput

extension Configuration {
  /// What to read: the sources named on the command line, else the configured ones.
  ///
  /// Throws `Failure.usage` for a command that cannot be one, `Failure.configuration` where it is a
  /// configured one.
  func sources(named: [String], commands: [String]) throws -> [SourcePattern] {
    if !named.isEmpty || !commands.isEmpty {
      return try named.map { SourcePattern($0) }
        + commands.map { try command($0, Failure.usage, "--command") }
    }
    return try sources.enumerated().map { number, source in
      switch source {
      case .file(let path): SourcePattern(path)
      case .command(let text):
        try command(text, Failure.configuration, "sources[\(number)]: command")
      }
    }
  }

  /// Everybody who can list processes reads a command's words: no key may stand in them.
  private func command(
    _ text: String, _ failure: (String) -> Failure, _ place: String
  ) throws -> SourcePattern {
    guard text.contains(where: { !$0.isWhitespace }) else { throw failure("\(place) is empty") }
    let bytes = Array(text.utf8)
    guard Masker(self).mask(bytes) == bytes else {
      throw failure("\(place) holds a key: leave it to the program's own settings")
    }
    return .command(text)
  }

  /// What the commands that are followed may not be given or show.
  var commandSecrecy: CommandSecrecy {
    let masker = Masker(self)
    return CommandSecrecy(withheld: keyVariables) { masker.mask($0, hidesUnknown: true) }
  }
}
