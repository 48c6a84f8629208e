import Glibc
import KeywatchCore
import KeywatchInput
import KeywatchStore

/// Shows what a running collector saves, without ever writing to its state.
struct Onlooker: ~Copyable {
  private var reader: StateReader
  private let path: String
  private let configuration: Configuration
  private let clock: Clock
  private let seam: Seam
  private let wake: KeywatchInput.Wake
  private var modeSince: Timestamp
  private var newest: Seam.Picture?
  /// What the newest picture was made of, and when; nil where it has to be made anew.
  private var made: (version: Int, isWritten: Bool, at: Timestamp)?

  private static let interval: Int32 = 250
  /// Milliseconds a verdict is good for while nothing is saved.
  private static let verdictInterval: Int64 = 30_000

  /// Opens the state at `path`.
  static func begin(
    _ path: String, _ configuration: Configuration, _ clock: Clock, _ seam: Seam
  ) throws -> Onlooker {
    Onlooker(
      try StateReader(at: path, name: configuration.name), path, configuration, clock, seam,
      try KeywatchInput.Wake())
  }

  private init(
    _ reader: StateReader, _ path: String, _ configuration: Configuration, _ clock: Clock,
    _ seam: Seam, _ wake: KeywatchInput.Wake
  ) {
    self.reader = reader
    self.path = path
    self.configuration = configuration
    self.clock = clock
    self.seam = seam
    self.wake = wake
    modeSince = clock.now()
  }

  /// Leaves pictures until the seam says stop.
  mutating func run() {
    let wake = self.wake
    seam.attend { wake.signal() }
    while !seam.isStopped {
      do {
        if try hasNews() { seam.post(try picture()) }
      } catch {
        made = nil
        seam.post(failed((error as? StoreError)?.message ?? "the state cannot be read"))
        reopen(after: error)
      }
      wake.wait(milliseconds: Self.interval)
    }
  }

  private func hasNews() throws -> Bool {
    let version = try reader.dataVersion()
    guard let made, made.version == version, made.isWritten == (reader.writer != nil) else {
      return true
    }
    return made.isWritten && clock.now().since(made.at) >= Self.verdictInterval
  }

  /// What is saved now, as a value.
  ///
  /// Where nobody writes any more, ages are counted from the last event: the time after it is silence only while
  /// somebody listens.
  mutating func picture() throws -> Seam.Picture {
    let now = clock.now()
    let isWritten = reader.writer != nil
    made = (try reader.dataVersion(), isWritten, now)
    let state = try reader.load()
    var tally = Tally(configuration: configuration, restoring: state.tally)
    let snapshot = tally.snapshot(
      now: isWritten ? now : nil, coverage: state.coverage, top: 1000)
    var liveness = Liveness(now: isWritten ? now : snapshot.last ?? now)
    liveness.isOfState = true
    liveness.sources = state.states
    (liveness.mode, liveness.reason) =
      isWritten ? (state.mode ?? .live, state.reason) : (.ended, "the collector has ended")
    if liveness.mode != newest?.liveness.mode { modeSince = now }
    liveness.modeSince = modeSince
    let picture = Seam.Picture(snapshot: snapshot, liveness: liveness)
    newest = picture
    return picture
  }

  /// Where another file has the state's name now, that one is read from here on.
  private mutating func reopen(after error: any Error) {
    guard case StoreError.replaced = error,
      let reader = try? StateReader(at: path, name: configuration.name)
    else { return }
    self.reader = reader
  }

  private func failed(_ cause: String) -> Seam.Picture {
    var picture =
      newest
      ?? Seam.Picture(
        snapshot: Snapshot(configuration: configuration), liveness: Liveness(now: clock.now()))
    picture.liveness.isOfState = true
    (picture.liveness.mode, picture.liveness.reason) = (.degraded, cause)
    return picture
  }
}
