import ArgumentParser
import Glibc
import KeywatchCore
import KeywatchInput
import KeywatchStore

/// `keywatch watch`, the default: the dashboard.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Follow logs on a dashboard (the default).",
    usage: "keywatch [watch] [<source> ...] [<options>]",
    discussion: """
      Status: 0 left with q, 2 a terminal or a source failed, 64 usage, 66 a source does not \
      exist, 78 configuration, 128 + n ended by signal n.
      """)

  /// What helps somebody who has named nothing to watch.
  static let firstSteps = """
    keywatch demo                                        all four steps in three minutes, here
    keywatch /var/log/app.log                            follow a log
    keywatch --command 'doctl apps logs APP_ID --follow' follow an app on App Platform
    keywatch init                                        write keywatch.yaml, to be adapted

    """

  @OptionGroup var source: SourceOptions

  @Option(help: ArgumentHelp("Print one frame of this size and leave.", valueName: "WxH"))
  var snapshot: WatchOptions.Size?

  @Flag(help: "Print the frame of --snapshot in colour.")
  var ansi = false

  @Option(help: "The colours; mono is the default where NO_COLOR is set.")
  var theme: WatchOptions.Theme?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Option(help: "Where to begin: with what a file holds, or with what comes.")
  var from = WatchOptions.Beginning.start

  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !ansi || snapshot != nil else { throw ValidationError("--ansi needs --snapshot") }
  }

  /// A word that is no file but nearly a command is not a source to wait for.
  private func refuseMistypedCommand(_ source: String) throws {
    guard !source.contains("/"), !source.contains("."), source.count > 2, access(source, F_OK) != 0
    else { return }
    let commands = KeywatchCommand.configuration.subcommands.compactMap {
      $0.configuration.commandName
    }
    guard let meant = commands.first(where: { source.isNearly($0) }) else { return }
    throw Failure.usage("there is no command or file \(source); did you mean \(meant)?")
  }

  func run() throws {
    let (configuration, keys) = try common.readWithKeys()
    let state = try stateOptions.path()
    guard let subject = try subject(configuration, state) else {
      try Output.standardError.write(Array(Self.firstSteps.utf8))
      throw ExitCode(Failure.usage("").status)
    }
    let isColourless = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let watch = common.watch(configuration, keys)
    let options = WatchOptions(
      configuration: configuration,
      snapshot: snapshot.map { .init(size: $0, isColoured: ansi) },
      theme: theme ?? (isColourless ? .mono : nil), isASCII: ascii, beginning: from, state: state,
      keys: { watch.keys }, changedConfiguration: { watch.changed() })
    do {
      let status = try runDashboard(subject, options)
      if status != 0 { throw ExitCode(status) }
    } catch let error as StoreError {
      guard case .inUse = error else { throw error }
      throw Failure.trouble("\(error.message); keywatch without a source shows what it keeps")
    }
  }

  /// What is to be shown: what was named, else what a running collector keeps, else what is configured.
  private func subject(_ configuration: Configuration, _ state: String) throws -> Subject? {
    let isNamed = !source.sources.isEmpty || !source.commands.isEmpty
    if !isNamed, StateReader.isWritten(at: state) { return .state(state) }
    try source.sources.forEach(refuseMistypedCommand)
    return try source.followed(in: configuration).map(Subject.sources)
  }
}

extension String {
  /// Whether one letter was left out, added or changed, or two were swapped.
  fileprivate func isNearly(_ other: String) -> Bool {
    let (a, b) = (Array(utf8), Array(other.utf8))
    guard a != b, abs(a.count - b.count) <= 1 else { return false }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    let (left, right) = (a.count - head - tail, b.count - head - tail)
    return max(left, right) <= 1 || left == 2 && right == 2 && a[head] == b[head + 1]
  }
}
