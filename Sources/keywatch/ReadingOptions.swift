import ArgumentParser
import Glibc
import KeywatchCore

/// What the commands that read once have in common: a window, threads, and how long lists are.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only requests since then.", valueName: "time"))
  var since: Moment?

  @Option(help: ArgumentHelp("Only requests before then.", valueName: "time"))
  var until: Moment?

  @Option(
    help: ArgumentHelp(
      "Rows of a list at most (default: 10 in text and markdown, else 100).", valueName: "n"))
  var top: Int?

  @Option(help: ArgumentHelp("Threads that read (default: one a processor).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    guard top ?? 1 >= 1 else { throw ValidationError("--top must be 1 or more") }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs must be 1 or more") }
  }

  /// What SOURCEs hold, read once to their present end.
  func read(
    _ sources: [String], _ configuration: Configuration, _ keys: KeyValues = KeyValues(),
    now: Timestamp
  ) throws -> Snapshot {
    let (from, to) = try window(now: now)
    let processors = max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
    let batch = Batch(
      configuration: configuration, keys: keys, since: from, until: to, jobs: jobs ?? processors,
      top: top ?? Self.rows)
    return try batch.read(sources)
  }

  /// The window, seen from `now`.
  func window(now: Timestamp) throws -> (since: Timestamp?, until: Timestamp?) {
    let (from, to) = (since?.timestamp(now: now), until?.timestamp(now: now))
    if let from, let to, from >= to { throw Failure.usage("--since must be before --until") }
    return (from, to)
  }

  /// Rows of a list where nobody said how many: for programs, and for people.
  static let rows = 100
  static let textRows = 10
}
