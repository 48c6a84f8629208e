import KeywatchStore

@testable import KeywatchCore
@testable import keywatch

/// A log and the state it leaves.
enum SavedState {
  static let now = Timestamp(seconds: 1_795_007_000)

  /// Requests of three hours, accepted and rejected, and lines that are none.
  static let log =
    (0..<180).map { minute in
      let clock = "\(9 + minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
      let ts = "2026-11-18T\(clock.count == 4 ? "0" : "")\(clock):30Z"
      return minute % 7 == 0
        ? """
        {"ts":"\(ts)","method":"GET","path":"/api/db/x","status":401,"source":"203.0.113.9","key":"none"}\n
        """
        : """
        {"ts":"\(ts)","method":"POST","path":"/api/tracking-ingest/batch","status":200,"source":"198.51.100.7","key":"dedicated"}\n
        """
    }.joined() + "no request\n\n"

  /// A state in `directory` that holds the log under `source`, saved at once.
  static func save(in directory: borrowing TemporaryDirectory, as source: String) throws
    -> String
  {
    let configuration = try Configuration.builtIn()
    var monitor = Monitor(
      configuration: configuration, unknownHash: UnknownKeyHash(secret: [7]),
      restoring: StoredTally())
    monitor.keepChanges()
    var buffer = LineBuffer()
    _ = buffer.fill { memory in
      memory.copyBytes(from: log.utf8)
      return log.utf8.count
    }
    monitor.begin(source: 0)
    monitor.read(buffer.lines)
    var commit = Commit(now: now, sources: [source])
    commit.tallies = monitor.changes()
    let path = directory.path + "/keywatch.db"
    var store = try Store.open(
      at: path, name: configuration.name, retention: configuration.retention, now: now)
    try store.commit(commit)
    return path
  }
}
