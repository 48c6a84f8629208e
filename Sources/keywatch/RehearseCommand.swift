import ArgumentParser
import KeywatchCore
import KeywatchReport

/// `keywatch rehearse`: who would break.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Say who would have been refused without a key.",
    usage: "keywatch rehearse [<source> ...] --without <key> [<options>]",
    discussion: """
      Of what these logs show, or the state: the callers whose accepted requests came with the key, \
      on which APIs, how often, since when and until when. Operators and probes do not count. A \
      request whose key is not named may be one of them: then nothing is called safe.

      Status: 0 nobody would break, 1 somebody would or it cannot be told, 2 a source or the state \
      failed, 64 usage, 65 no line could be decoded, 66 a source or the state does not exist, 78 \
      configuration.
      """)

  @OptionGroup var source: SourceOptions

  @Option(help: ArgumentHelp("The key that is to be refused.", valueName: "key"))
  var without: String

  @Flag(help: "Ask the state, of all its sources or of those named.")
  var fromState = false

  @Option(help: "How to write the answer.")
  var format = ConfirmCommand.Format.text

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let (configuration, keys) = try common.readWithKeys()
    let key = try key(in: configuration)
    let snapshot = try read(configuration, keys, now: Clock.wall.now())
    if case .undecoded(let text) = ReportCommand.failure(of: snapshot, failOn: []) {
      throw Failure.undecoded(text)
    }
    let rows = format == .json ? ReadingOptions.rows : ReadingOptions.textRows
    let rehearsal = Rehearsal(snapshot, without: key, top: reading.top ?? rows)
    switch format {
    case .json: try Output.standard.write(rehearsal.json())
    case .text:
      let text = rehearsal.text(width: Output.terminalWidth ?? 100)
      try Output.standard.write(Array(text.utf8))
    }
    if !rehearsal.isSafe { throw ExitCode(Failure.no("").status) }
  }

  private func key(in configuration: Configuration) throws -> KeyIdentity {
    let names = configuration.keys.map(\.name)
    guard let index = names.firstIndex(of: without) else {
      throw Failure.usage(
        "no key is called \(without); those there are: \(names.joined(separator: ", "))")
    }
    return KeyIdentity(key: index)
  }

  private func read(
    _ configuration: Configuration, _ keys: KeyValues, now: Timestamp
  ) throws -> Snapshot {
    if fromState {
      return try History(at: stateOptions.path(), configuration)
        .snapshot(of: source.sources, reading, now: now)
    }
    guard let sources = try source.read(in: configuration) else {
      throw Failure.usage("rehearse needs a source, or --from-state")
    }
    return try reading.read(sources, configuration, keys, now: now)
  }
}
