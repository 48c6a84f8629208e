import ArgumentParser
import Dispatch
import Glibc
import KeywatchCore
import KeywatchInput

/// `keywatch collect`: follows logs without a screen and keeps what they show.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Follow logs without a screen and keep what they show.",
    usage: "keywatch collect [<source> ...] [<options>]",
    discussion: """
      What is kept is shown by keywatch without a source, while it is written, and by \
      keywatch report --from-state. SIGHUP reads the configuration again; it is read again by itself \
      when it changes.

      Status: 0 ended by SIGTERM or SIGINT, or done with --once, 2 the state is written by another \
      keywatch or cannot be used, 64 usage, 66 a source does not exist, 78 configuration.
      """)

  @OptionGroup var source: SourceOptions

  @Flag(help: "Read to the present end, save it, and leave.")
  var once = false

  @Option(help: "Where to begin: with what a file holds, or with what comes.")
  var from = WatchOptions.Beginning.start

  @Option(
    help: ArgumentHelp(
      "Keep a file for monitoring up to date, in the Prometheus text format.", valueName: "file"),
    completion: .file())
  var metricsFile: String?

  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  /// Verdicts are drawn this often, for the journal of steps and those who look on.
  private static let pictureInterval: Duration = .seconds(1)

  func run() throws {
    let seam = Seam {}
    // From the beginning, so that a signal ends it in order however early it comes.
    let ending = Signals([SIGTERM, SIGINT]) { seam.stop() }
    let (configuration, keys) = try common.readWithKeys()
    guard let patterns = try source.followed(in: configuration) else {
      throw Failure.usage("collect needs a source: a file, a directory, or - for standard input")
    }
    for pattern in patterns { try pattern.requireDirectory() }
    let watch = common.watch(configuration, keys)
    let reloading = Signals([SIGHUP]) { watch.force() }
    defer { withExtendedLifetime((ending, reloading)) {} }
    var engine = try Engine.begin(plan(configuration, patterns, watch), seam: seam)
    if once { engine.catchUp() } else { engine.run() }
    Notice.stopping.send()
    if let trouble = engine.trouble() { throw Failure.trouble("cannot save: \(trouble)") }
  }

  private func plan(
    _ configuration: Configuration, _ patterns: [SourcePattern], _ watch: ConfigurationWatch
  ) throws -> Plan {
    let voice = CollectorVoice()
    let metrics = metricsFile.map { MetricsFile($0) }
    return Plan(
      configuration: configuration, patterns: patterns, start: from == .start ? .beginning : .end,
      state: try stateOptions.path(), pictureInterval: Self.pictureInterval,
      tell: { picture in
        voice.tell(picture)
        metrics?.tell(picture)
      },
      keys: { watch.keys },
      changedConfiguration: {
        let changed = watch.changed()
        voice.tell(changed)
        return changed
      })
  }
}

/// Signals that are answered instead of ending the program.
private struct Signals {
  private let sources: [any DispatchSourceSignal]

  init(_ numbers: [Int32], _ answer: @escaping @Sendable () -> Void) {
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler(handler: answer)
      source.resume()
      return source
    }
  }
}
