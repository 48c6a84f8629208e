import KeywatchCore
import KeywatchSimulation

/// The whole story written at once, with its truth: the log that tests and benchmarks read.
struct HeadlessDemo {
  /// 2026-11-01T00:00:00Z.
  static let start = Timestamp(seconds: 1_793_491_200)

  let seed: UInt64
  let lines: Int
  var linesPerFile = 250_000

  /// Writes `app.log`, its rotated siblings and `truth.json`.
  func write(to directory: DemoDirectory) throws(DemoError) {
    try directory.prepare()
    var simulation = Simulation(seed: seed, start: Self.start, lines: lines)
    var log = try RotatingLog(in: directory, linesPerFile: linesPerFile)
    var line: [UInt8] = []
    while simulation.next(into: &line) != nil {
      try log.append(line)
      line.removeAll(keepingCapacity: true)
    }
    try log.flush()
    try directory.write(truth: simulation.truth.json)
  }
}
