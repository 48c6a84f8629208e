import ArgumentParser
import Glibc
import KeywatchInput
import KeywatchStore
import KeywatchTerminal

/// The program's command line.
@main
struct KeywatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keywatch",
    abstract: "Shows which API key every request in a server's log was made with.",
    usage: "keywatch [<command>] [<source> ...] [<options>]",
    version: "keywatch 0.1.0",
    subcommands: [
      WatchCommand.self, CollectCommand.self, ReportCommand.self, ConfirmCommand.self,
      RehearseCommand.self,
      CallersCommand.self, VerifyCommand.self, NoteCommand.self, WaiveCommand.self,
      StateCommand.self, DemoCommand.self, InitCommand.self, SnippetCommand.self,
      ExplainCommand.self,
    ],
    defaultSubcommand: WatchCommand.self)

  @OptionGroup var common: CommonOptions

  /// Runs the command that the arguments name and ends the program with its status.
  static func main() {
    Secrecy.begin()
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Glibc.exit(status(of: error))
    }
  }

  /// The one place where an error becomes a line of text and a status.
  private static func status(of error: any Error) -> Int32 {
    if let status = error as? ExitCode { return status.rawValue }
    let failure = failure(of: error)
    if let failure { Output.complain(failure.text) }
    return failure?.status ?? 0
  }

  /// What went wrong in our words; nil where help, a version or a completion script was asked for,
  /// and given.
  private static func failure(of error: any Error) -> Failure? {
    if let failure = error as? Failure { return failure }
    if let error = error as? InputError { return Failure(error) }
    if let error = error as? StoreError { return Failure(error) }
    if let error = error as? TerminalError { return .trouble(error.clause) }
    if let error = error as? DemoError { return .trouble(error.clause) }
    switch exitCode(for: error) {
    case .success:
      do {
        let text = fullMessage(for: error)
        try Output.standard.write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
        return nil
      } catch {
        return error as? Failure
      }
    case .validationFailure: return .usage(message(for: error).asClause)
    default: return .trouble("\(error)")
    }
  }
}
