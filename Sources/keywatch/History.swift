import KeywatchCore
import KeywatchInput
import KeywatchStore

/// What a state holds, for the commands that ask it instead of logs.
struct History {
  let reader: StateReader
  private let configuration: Configuration

  /// Opens the state at `path`, which must be of the configuration's name.
  init(at path: String, _ configuration: Configuration) throws {
    reader = try StateReader(at: path, name: configuration.name)
    self.configuration = configuration
  }

  /// What is kept of some SOURCEs, of all without one, in the window of `options`.
  func snapshot(
    of arguments: [String], _ options: ReadingOptions, now: Timestamp
  ) throws -> Snapshot {
    let (since, until) = try options.window(now: now)
    let state = try reader.load(sources: names(arguments), since: since, until: until)
    var tally = Tally(configuration: configuration, restoring: state.tally)
    var snapshot = tally.snapshot(
      now: moment(until: until, now: now), coverage: state.coverage,
      top: options.top ?? ReadingOptions.rows)
    if since != nil || until != nil { snapshot.cutLines() }
    let window = (since ?? Timestamp(milliseconds: .min))..<(until ?? Timestamp(milliseconds: .max))
    snapshot.notes = state.notes.filter { window.contains($0.at) }
    snapshot.waivers = state.waivers
    snapshot.transitions = state.transitions.filter { window.contains($0.at) }
    return snapshot
  }

  /// The names under which the state knows SOURCEs; nil for all of them where none is named.
  func names(_ arguments: [String]) throws -> [String]? {
    guard !arguments.isEmpty else { return nil }
    let known = try reader.sources()
    return try arguments.map { argument in
      let name = known.contains(argument) ? argument : SourcePattern(argument).absolute.name
      guard known.contains(name) else {
        throw Failure.missing("the state holds nothing of \(argument); keywatch state list")
      }
      return name
    }
  }

  /// The moment that ages are counted from; nil for the last event: the time after it is silence only while
  /// somebody listens.
  private func moment(until: Timestamp?, now: Timestamp) -> Timestamp? {
    guard reader.writer != nil else { return until }
    return until.map { min($0, now) } ?? now
  }
}

extension Snapshot {
  /// Books requests that were counted but lie outside the window as such: lines are not kept by the hour.
  fileprivate mutating func cutLines() {
    let outside = max(lines.decoded - requests, 0)
    lines.decoded -= outside
    lines.outside += outside
  }
}
