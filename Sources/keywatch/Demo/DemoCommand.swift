import ArgumentParser
import KeywatchCore
import KeywatchInput

/// `keywatch demo`: the four steps, rehearsed by simulated callers against the real key policy.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Rehearse the move of a caller with simulated traffic, through all four steps.",
    discussion: """
      Two weeks of event time that end now pass in three minutes; the log is a real one, in a \
      temporary directory that is removed at the end. The verdict and its limits are the real ones.

      Status: 0 left with q or done, 2 the terminal or a file failed, 64 usage, 128 + n ended by \
      signal n.
      """)

  @Flag(help: "Write the whole log at once, with its truth, and leave.")
  var headless = false

  @Option(help: "Equal seeds give equal bytes.")
  var seed: UInt64 = 1

  @Option(help: "With --headless: how many lines (default: 100000).")
  var lines: Int?

  @Option(
    help: "With --headless: the directory for app.log and truth.json.", completion: .directory)
  var out: String?

  @Option(help: "The colours; mono is the default where NO_COLOR is set.")
  var theme: WatchOptions.Theme?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  func validate() throws {
    guard headless else {
      guard lines == nil, out == nil else {
        throw ValidationError("--lines and --out go with --headless")
      }
      return
    }
    guard (0...1_000_000_000).contains(lines ?? 0) else {
      throw ValidationError("--lines must be between 0 and 1000000000")
    }
    guard out?.isEmpty == false else { throw ValidationError("--headless needs --out DIR") }
  }

  func run() throws {
    guard headless else { return try runLive() }
    try HeadlessDemo(seed: seed, lines: lines ?? 100_000).write(
      to: DemoDirectory(path: out ?? "."))
  }

  private func runLive() throws {
    let writer = try DemoWriter(seed: seed)
    defer { writer.end() }
    let options = WatchOptions(
      configuration: try writer.fingerprinting(Configuration.builtIn()), theme: theme,
      isASCII: ascii, clock: writer.clock, state: writer.state)
    let status = try runDashboard(.sources([SourcePattern(writer.path)]), options)
    if status != 0 { throw ExitCode(status) }
  }
}
