import ArgumentParser
import KeywatchCore
import KeywatchInput

/// Where lines come from, as the command line says it.
struct SourceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, patterns, directories, or - for standard input; else the configured ones.",
      valueName: "source"),
    completion: .file())
  var sources: [String] = []

  @Option(
    name: .customLong("command"),
    help: ArgumentHelp(
      "Follow what a program writes, as in 'doctl apps logs ID --follow' (repeatable).",
      valueName: "cmd"),
    completion: .shellCommand(""))
  var commands: [String] = []

  /// What is to be followed; nil for nothing at all.
  func followed(in configuration: Configuration) throws -> [SourcePattern]? {
    let patterns = try configuration.sources(named: sources, commands: commands)
    return patterns.isEmpty ? nil : patterns
  }

  /// What is to be read to its present end; nil for nothing at all.
  ///
  /// Throws `Failure.usage` for a command: it has no end.
  func read(in configuration: Configuration) throws -> [String]? {
    let arguments = try configuration.sources(named: sources, commands: commands).map { pattern in
      switch pattern {
      case .standardInput: return "-"
      case .path(let path): return path
      case .command(let command):
        throw Failure.usage(
          "a command can only be followed; instead: \(command) | keywatch report -")
      }
    }
    return arguments.isEmpty ? nil : arguments
  }
}
