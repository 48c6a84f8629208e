import ArgumentParser
import KeywatchCore
import KeywatchReport
import KeywatchStore

/// `keywatch confirm`: the gate for scripts.
struct ConfirmCommand: ParsableCommand {
  /// How the answer can be written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Say by the status whether callers have moved for certain.",
    usage: "keywatch confirm [<source> ...] [<options>]",
    discussion: """
      Yes means that step 3 of every configured migration, or of those of --caller, is done. The \
      first line says so, or what is missing and the earliest date it can be there.

      Status: 0 yes, 1 no, 2 a source or the state failed, 64 usage, 65 no line could be decoded, \
      66 a source or the state does not exist, 78 configuration.
      """)

  @OptionGroup var source: SourceOptions

  @Flag(help: "Ask the state, of all its sources or of those named.")
  var fromState = false

  @Option(help: ArgumentHelp("Only the migrations of this caller.", valueName: "name"))
  var caller: String?

  @Option(
    help: ArgumentHelp(
      "Let provisional do where the state has a note owner_confirmed for the caller.",
      valueName: "bar"))
  var accept = Confirmation.Bar.confirmed

  @Option(help: "How to write the answer.")
  var format = Format.text

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let (configuration, keys) = try common.readWithKeys()
    try requireMigration(in: configuration)
    let snapshot = try read(configuration, keys, now: Clock.wall.now())
    if case .undecoded(let text) = ReportCommand.failure(of: snapshot, failOn: []) {
      throw Failure.undecoded(text)
    }
    let rows = format == .json ? ReadingOptions.rows : ReadingOptions.textRows
    let answer = Confirmation(
      snapshot, caller: caller, bar: accept, top: reading.top ?? rows)
    switch format {
    case .json: try Output.standard.write(answer.json())
    case .text:
      try Output.standard.write(Array(answer.text(width: Output.terminalWidth ?? 100).utf8))
    }
    if !answer.isConfirmed { throw ExitCode(Failure.no("").status) }
  }

  /// A gate with nothing to watch must not say yes.
  private func requireMigration(in configuration: Configuration) throws {
    guard !configuration.migrations.isEmpty else {
      throw Failure.configuration("there is nothing to confirm: migrations: is empty")
    }
    let callers = configuration.migrations.compactMap {
      configuration.callers[safe: $0.caller]?.name
    }
    if let caller, !callers.contains(caller) {
      throw Failure.usage(
        "no migration is of \(caller); those there are: \(callers.joined(separator: ", "))")
    }
  }

  private func read(
    _ configuration: Configuration, _ keys: KeyValues, now: Timestamp
  ) throws -> Snapshot {
    if fromState {
      let history = try History(at: stateOptions.path(), configuration)
      var snapshot = try history.snapshot(of: source.sources, reading, now: now)
      // A note counts whatever the window is.
      snapshot.notes = try history.reader.load(sources: []).notes
      return snapshot
    }
    guard let sources = try source.read(in: configuration) else {
      throw Failure.usage("confirm needs a source, or --from-state")
    }
    var snapshot = try reading.read(sources, configuration, keys, now: now)
    if accept == .provisional { snapshot.notes = try notes(configuration) }
    return snapshot
  }

  /// The notes of the state; where there is no state, nobody has said anything.
  private func notes(_ configuration: Configuration) throws -> [Note] {
    let path = try stateOptions.path()
    do throws(StoreError) {
      return try StateReader(at: path, name: configuration.name).load(sources: []).notes
    } catch .missing {
      return []
    }
  }
}

extension Confirmation.Bar: ExpressibleByArgument {}
