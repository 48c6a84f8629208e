import ArgumentParser
import KeywatchCore
import KeywatchReport
import KeywatchStore

/// `keywatch verify`: the proof that nothing was lost or counted twice.
struct VerifyCommand: ParsableCommand {
  /// How the answer can be written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read again what is still on disk and compare the counts with the state.",
    usage: "keywatch verify [<source> ...] [<options>]",
    discussion: """
      Each file is read up to the position the state has in it, by whatever name it goes now, compressed \
      or not. A file that is gone says nothing. Lines may be classified differently where the \
      configuration has changed; their number must be the same.

      Status: 0 equal, 1 the counts differ, 2 a file cannot be read or the state failed, 64 usage, \
      66 there is no state, 78 configuration.
      """)

  @Argument(
    help: ArgumentHelp("Only these; else all that the state holds.", valueName: "source"),
    completion: .file())
  var sources: [String] = []

  @Option(help: "How to write the answer.")
  var format = Format.text

  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let (configuration, keys) = try common.readWithKeys()
    let history = try History(at: stateOptions.path(), configuration)
    // Positions and counts are of one commit; what a collector reads meanwhile lies behind them.
    let state = try history.reader.load(sources: history.names(sources))
    let recount = Recount(configuration: configuration, keys: keys)
    let answer = Verification(
      state.streams.compactMap { recount.stream($0) } + Self.rests(state))
    switch format {
    case .json: try Output.standard.write(answer.json())
    case .text:
      try Output.standard.write(Array(answer.text(width: Output.terminalWidth ?? 100).utf8))
    }
    if !answer.isEqual { throw ExitCode(answer.different.isEmpty ? 2 : 1) }
  }

  /// What each SOURCE has counted that no stream has.
  static func rests(_ state: StateReader.State) -> [Verification.Stream] {
    state.sources.enumerated().compactMap { index, source in
      var files = LineCounts()
      for stream in state.streams where stream.position.source == source {
        files.merge(stream.lines)
      }
      return Verification.rest(of: source, state.lines[safe: index] ?? LineCounts(), files: files)
    }
  }
}

extension Recount {
  /// The comparison of one stream; nil for one that was passed over, as a copy is.
  func stream(_ stored: StoredStream) -> Verification.Stream? {
    switch stored.position {
    case .command(let position):
      return Verification.Stream(
        number: position.number, source: position.source, path: Verification.noFile,
        stored: stored.lines,
        found: .gone)
    case .file(let position):
      if position.state == .aside, stored.lines.read == 0 { return nil }
      if stored.lines.read == 0, position.offset == 0 { return nil }
      return Verification.Stream(
        number: position.number, source: position.source, path: position.path,
        stored: stored.lines, found: find(position))
    }
  }
}
