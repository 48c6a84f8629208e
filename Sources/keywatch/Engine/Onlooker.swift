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
  private var version: Int?
  private var modeSince: Timestamp
  private var newest: Seam.Picture?

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
        seam.post(failed((error as? StoreError)?.message ?? "the state cannot be read"))
        reopen(after: error)
      }
      wake.wait(milliseconds: Self.interval)
    }
  }

  private mutating func hasNews() throws -> Bool {
    let now = clock.now()
    let version = try reader.dataVersion()
    if version != self.version || newest == nil { return true }
    return now.since(newest?.liveness.now ?? now) >= Self.verdictInterval
      || newest?.liveness.mode == .ended && reader.writer != nil
  }

  /// What is saved now, as a value.
  mutating func picture() throws -> Seam.Picture {
    let now = clock.now()
    version = try reader.dataVersion()
    let state = try reader.load()
    var tally = Tally(configuration: configuration, restoring: state.tally)
    let snapshot = tally.snapshot(now: now, coverage: state.coverage, top: 1000)
    var liveness = Liveness(now: now)
    liveness.sources = state.states
    liveness.mode = state.mode ?? .live
    liveness.reason = state.reason
    if reader.writer == nil {
      (liveness.mode, liveness.reason) = (.ended, "the collector has ended")
    }
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
    newest = nil
  }

  private func failed(_ cause: String) -> Seam.Picture {
    var picture =
      newest
      ?? Seam.Picture(
        snapshot: Snapshot(configuration: configuration), liveness: Liveness(now: clock.now()))
    (picture.liveness.mode, picture.liveness.reason) = (.degraded, cause)
    return picture
  }
}
