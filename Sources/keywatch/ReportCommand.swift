import ArgumentParser
import KeywatchCore
import KeywatchReport

/// `keywatch report`: reads once, writes what was seen, and leaves.
struct ReportCommand: ParsableCommand {
  /// How a report can be written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv, markdown, html }
  /// What `--fail-on` can look for.
  enum Finding: String, CaseIterable { case rejected, regressed, undecoded }

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Read logs once and write what they show.",
    usage: "keywatch report [<source> ...] [<options>]",
    discussion: """
      With --from-state nothing is read but what keywatch has kept, as fine as it is kept: minutes for \
      a week, hours for 90 days, days for 400.

      TIME is a time (2026-11-01T09:00:00Z), a date, or how long ago (90d, 12h).

      Status: 0 done, 1 --fail-on has found something, 2 a source or the output failed, 64 usage, \
      65 no line could be decoded, 66 a source or the state does not exist, 78 configuration.
      """)

  @OptionGroup var source: SourceOptions

  @Option(help: "How to write it.")
  var format = Format.text

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Write to a file that only you can read.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The table that csv writes (default: keys; with -o of a directory each, in a file of its own).",
      valueName: "table"))
  var table: Sheet.Name?

  @Option(
    help: ArgumentHelp(
      "The copy for this caller: its own keys, places and steps, nothing of anybody else.",
      valueName: "name"))
  var caller: String?

  @Flag(help: "What the state holds, of all its sources or of those named.")
  var fromState = false

  @Option(
    help: ArgumentHelp(
      "End with status 1 if there are any: rejected, regressed, undecoded.", valueName: "list"),
    transform: ReportCommand.findings)
  var failOn: [Finding] = []

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard table == nil || format == .csv else { throw ValidationError("--table is for csv") }
  }

  func run() throws {
    let snapshot = try read(now: Clock.wall.now())
    try Self.require(caller, in: snapshot)
    let report = Report(
      snapshot, caller: caller,
      top: reading.top ?? format.rows)
    let output = output.map { $0 == "-" ? .standard : Output.file($0) } ?? .standard
    switch format {
    case .json: try output.write(report.json())
    case .csv: try write(report, to: output)
    case .markdown: try output.write(Array(report.markdown().utf8))
    case .html: try output.write(Array(report.html().utf8))
    case .text: try output.write(Array(report.text(width: Output.terminalWidth ?? 100).utf8))
    }
    if let failure = Self.failure(of: snapshot, failOn: failOn) { throw failure }
  }

  /// A copy for somebody who is not there would look like one that says all is well.
  static func require(_ caller: String?, in snapshot: Snapshot) throws {
    guard let caller else { return }
    let known = snapshot.configuration.callers.map(\.name) + snapshot.callers.map(\.caller)
    guard known.contains(caller), caller != "unattributed" else {
      throw Failure.usage("no caller is called \(caller)")
    }
  }

  /// A CSV file holds one table; a directory has room for all of them.
  private func write(_ report: Report, to output: Output) throws {
    if let table, !report.tables.contains(table) {
      throw Failure.usage("the copy for a caller has no table \(table)")
    }
    let isEach = table == nil && output.isDirectory
    for name in isEach ? report.tables : [table ?? .keys] {
      let sheet = report.sheet(name)
      try (isEach ? output.file("\(name).csv") : output).write(report.csv(sheet))
      if sheet.others > 0 {
        Output.complain("\(sheet.others) more in table \(name); --top shows more")
      }
    }
  }

  private func read(now: Timestamp) throws -> Snapshot {
    let (configuration, keys) = try common.readWithKeys()
    if fromState {
      let history = try History(at: stateOptions.path(), configuration)
      return try history.snapshot(of: source.sources, reading, now: now)
    }
    guard let sources = try source.read(in: configuration) else {
      throw Failure.usage("report needs a source: a file, a directory, or - for standard input")
    }
    return try reading.read(sources, configuration, keys, now: now)
  }

  /// Why the status is not 0, though the report is written.
  static func failure(of snapshot: Snapshot, failOn: [Finding]) -> Failure? {
    let lines = snapshot.lines
    if lines.undecoded > 0, lines.read == lines.undecoded + lines.blank {
      return .undecoded("no line of the input could be decoded")
    }
    let found = failOn.filter { $0.count(in: snapshot) > 0 }
    guard !found.isEmpty else { return nil }
    return .no(found.map { "\($0.count(in: snapshot)) \($0.rawValue)" }.joined(separator: ", "))
  }

  private static func findings(_ list: String) throws -> [Finding] {
    try list.split(separator: ",", omittingEmptySubsequences: false).map { word in
      guard let finding = Finding(rawValue: String(word)) else {
        throw ValidationError("--fail-on knows rejected, regressed and undecoded, not \(word)")
      }
      return finding
    }
  }
}

extension ReportCommand.Finding {
  /// How many of them a snapshot shows.
  fileprivate func count(in snapshot: Snapshot) -> Int {
    switch self {
    case .rejected: snapshot.rejections.total
    case .regressed: snapshot.migrations.filter { $0.verdict == .regressed }.count
    case .undecoded: snapshot.lines.undecoded
    }
  }
}

extension ReportCommand.Format {
  /// Rows of a list where nobody said how many.
  fileprivate var rows: Int {
    switch self {
    case .text, .markdown: ReadingOptions.textRows
    case .json, .csv, .html: ReadingOptions.rows
    }
  }
}

extension Sheet.Name: ExpressibleByArgument {}
