import KeywatchCore
import KeywatchSimulation

/// The story as a log that grows while somebody watches: 14 days of event time that end now, in
/// about three minutes.
struct LiveDemo: ~Copyable {
  /// How long the story takes.
  static let seconds = 180
  private static let linesPerFile = 40_000

  /// The live log.
  let path: String
  let start: Timestamp
  let end: Timestamp
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
    self.end = end
    start = end.advanced(byMilliseconds: Int64(-Story.minutes) * 60_000)
    simulation = Simulation(seed: seed, start: start, lines: Self.seconds * linesPerSecond)
    keys = simulation.keys
    next = simulation.next(into: &line)
  }

  /// Simulated seconds in a second.
  var speed: Double { Double(Story.minutes * 60) / Double(Self.seconds) }

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
