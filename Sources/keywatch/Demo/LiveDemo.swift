import KeywatchCore
import KeywatchSimulation

/// The story as a log that grows while somebody watches: 14 days of event time that end now, in
/// about three minutes.
struct LiveDemo: ~Copyable {
  private static let linesPerFile = 40_000

  /// The live log.
  let path: String
  let clock: StoryClock
  let keys: SimulatedKeys
  private var simulation: Simulation
  private var log: RotatingLog
  /// The first line that is not due yet; nil at the end of the story.
  private var next: Timestamp?
  private var line: [UInt8] = []

  /// Begins an empty log in `directory`, for a story that ends at `end`.
  init(
    in directory: DemoDirectory, seed: UInt64, end: Timestamp, linesPerSecond: Int = 1000
  ) throws(DemoError) {
    try directory.prepare()
    log = try RotatingLog(in: directory, linesPerFile: Self.linesPerFile)
    path = directory.log
    clock = StoryClock(end: end)
    simulation = Simulation(
      seed: seed, start: clock.start, lines: StoryClock.seconds * linesPerSecond)
    keys = simulation.keys
    next = simulation.next(into: &line)
  }

  /// Writes the lines that are due at `now` and hands them to the system; false at the end of the
  /// story.
  mutating func advance(to now: Timestamp) throws(DemoError) -> Bool {
    while let time = next, time <= now {
      try log.append(line)
      line.removeAll(keepingCapacity: true)
      next = simulation.next(into: &line)
    }
    try log.flush()
    return next != nil
  }
}
