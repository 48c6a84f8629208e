import ArgumentParser
import KeywatchCore
import KeywatchReport

/// `keywatch callers`: who is not known yet, and the lines of configuration that would change that.
struct CallersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "callers",
    abstract: "List who is unattributed, with the line of YAML that would claim each.",
    usage: "keywatch callers [<source> ...] [<options>]",
    discussion: """
      A line goes under callers: in keywatch.yaml. It applies at once, and to what was counted before it \
      as well.

      Status: 0 done, 2 a source or the state failed, 64 usage, 65 no line could be decoded, \
      66 a source or the state does not exist, 78 configuration.
      """)

  @OptionGroup var source: SourceOptions

  @Flag(help: "Ask the state, of all its sources or of those named.")
  var fromState = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let snapshot = try read(common.read(), now: Clock.wall.now())
    let report = Report(snapshot, top: reading.top ?? ReadingOptions.textRows)
    let text = report.unattributed(width: Output.terminalWidth ?? 100)
    try Output.standard.write(Array(text.utf8))
    if let failure = ReportCommand.failure(of: snapshot, failOn: []) { throw failure }
  }

  private func read(_ configuration: Configuration, now: Timestamp) throws -> Snapshot {
    if fromState {
      let history = try History(at: stateOptions.path(), configuration)
      return try history.snapshot(of: source.sources, reading, now: now)
    }
    guard let sources = try source.read(in: configuration) else {
      throw Failure.usage("callers needs a source, or --from-state")
    }
    return try reading.read(sources, configuration, now: now)
  }
}
