import ArgumentParser
import Glibc
import KeywatchCore
import KeywatchReport
import KeywatchStore

/// `keywatch state`: what is kept, and forgetting some of it.
struct StateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "Show what is kept of each source, or forget one.",
    subcommands: [StateListCommand.self, StateForgetCommand.self])
}

/// `keywatch state list`.
struct StateListCommand: ParsableCommand {
  /// How the list can be written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show what is kept of each source.",
    usage: "keywatch state list [<options>]",
    discussion:
      "Status: 0 done, 2 the state failed, 64 usage, 66 there is no state, 78 configuration.")

  @Option(help: "How to write it.")
  var format = Format.text

  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let configuration = try common.read()
    let path = try stateOptions.path()
    let reader = try StateReader(at: path, name: configuration.name)
    let listing = StateListing(
      path: path, name: configuration.name, size: Self.size(of: path), writer: reader.writer,
      rows: Self.rows(try reader.load()))
    switch format {
    case .json: try Output.standard.write(listing.json())
    case .text:
      try Output.standard.write(Array(listing.text(width: Output.terminalWidth ?? 100).utf8))
    }
  }

  static func rows(_ state: StateReader.State) -> [StateListing.Row] {
    state.sources.enumerated().map { index, source in
      let streams = state.streams.filter { $0.position.source == source }
      let reading = streams.filter { stream in
        if case .file(let file) = stream.position { file.state == .reading } else { true }
      }
      return StateListing.Row(
        source: source, lines: state.lines[safe: index] ?? LineCounts(),
        streams: (streams.count, reading.count),
        coverage: state.coverage[safe: index] ?? Coverage(source: source))
    }
  }

  /// Bytes of the file and of the log of its changes.
  private static func size(of path: String) -> Int64 {
    ["", "-wal", "-shm"].reduce(0) { sum, ending in
      var status = stat()
      return stat(path + ending, &status) == 0 ? sum + Int64(status.st_size) : sum
    }
  }
}

/// `keywatch state forget`.
struct StateForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Forget everything that is kept of a source.",
    usage: "keywatch state forget <source> [--yes]",
    discussion: """
      Its counts, its evidence and how far it was read are gone; if it is read again, it is read from \
      its beginning. A keywatch that writes to the state is asked to do it, within a second.

      Status: 0 done, 1 you said no, 2 the state failed, 64 usage, 66 there is no state or nothing of \
      that source, 78 configuration.
      """)

  @Argument(help: "As state list shows it.", completion: .file())
  var source: String

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let configuration = try common.read()
    let path = try stateOptions.path()
    let history = try History(at: path, configuration)
    guard let name = try history.names([source])?.first else { return }
    let lines = try history.reader.load(sources: [name]).lines.reduce(0) { $0 + $1.read }
    try ask("forget \(lines) lines of \(name)? [y/N] ")
    let news = try forget(name, at: path, configuration, now: Clock.wall.now())
    try Output.standard.write(Array((news.plain + "\n").utf8))
  }

  /// Forgets it, or asks who writes to the state to do so; returns which of the two.
  private func forget(
    _ name: String, at path: String, _ configuration: Configuration, now: Timestamp
  ) throws(StoreError) -> String {
    do throws(StoreError) {
      var store = try Store.open(
        at: path, name: configuration.name, retention: configuration.retention, now: now)
      try store.forget(source: name)
      return "\(name) is forgotten"
    } catch .inUse(let process) {
      try Journal(at: path, name: configuration.name, now: now).wishForgotten(source: name)
      return "process \(process) is asked to forget \(name)"
    }
  }

  private func ask(_ question: String) throws {
    guard !yes else { return }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw Failure.usage("to forget without being asked takes --yes")
    }
    try Output.standardError.write(Array(question.plain.utf8))
    var answer = [UInt8](repeating: 0, count: 16)
    let count = read(STDIN_FILENO, &answer, answer.count)
    guard count > 0, answer[0] | 0x20 == UInt8(ascii: "y") else {
      throw Failure.no("nothing is forgotten")
    }
  }
}
