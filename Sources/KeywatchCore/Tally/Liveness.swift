/// How the run itself is going: what the header and the sources panel show besides the tally.
package struct Liveness: Sendable, Equatable {
  package var mode: Mode = .waiting
  /// Why the mode is what it is, one lower-case clause; empty for LIVE.
  package var reason = ""
  package var modeSince: Timestamp?
  /// What else the operator has to know of the run, one clause; nil for nothing.
  package var notice: String?
  package var sources: [SourceState] = []
  /// Bytes of existing content read and to read, while mode is `.replay`.
  package var replayed: (read: Int64, total: Int64) = (0, 0)
  /// Requests decoded per second of event time over the last second or so of reading.
  package var requestsPerSecond = 0.0
  /// Wall-clock lag between the newest event and now, seconds; nil where unknown.
  package var lagSeconds: Double?
  /// The clock the screen shows and ages are counted from (the demo's is simulated).
  package var now: Timestamp
  /// True where a state is shown instead of what is read: it holds no lines.
  package var isOfState = false
  /// Set in the demo: how many simulated seconds pass in one second.
  package var simulatedSpeed: Double?

  package enum Mode: String, Sendable {
    case live, replay, waiting, stale, degraded
    /// What is counted cannot be saved.
    case unsaved
    case ended
  }

  package init(now: Timestamp) { self.now = now }

  package static func == (a: Liveness, b: Liveness) -> Bool {
    a.mode == b.mode && a.reason == b.reason && a.notice == b.notice && a.modeSince == b.modeSince
      && a.sources == b.sources && a.replayed == b.replayed
      && a.requestsPerSecond == b.requestsPerSecond && a.lagSeconds == b.lagSeconds
      && a.now == b.now && a.isOfState == b.isOfState && a.simulatedSpeed == b.simulatedSpeed
  }
}

/// One place lines come from, as it is now.
package struct SourceState: Sendable, Equatable {
  package enum Condition: String, Sendable {
    case following, reading, waiting, failing, ended
    /// Silent beyond its habit.
    case stale
  }
  package var name: String
  package var condition: Condition
  /// One lower-case clause, empty when all is well (`permission denied · retry in 8s`).
  package var detail: String
  package var lines: Int
  package var bytes: Int64
  /// When the last line arrived, wall clock.
  package var lastArrival: Timestamp?

  package init(
    name: String, condition: Condition, detail: String = "", lines: Int = 0, bytes: Int64 = 0,
    lastArrival: Timestamp? = nil
  ) {
    self.name = name
    self.condition = condition
    self.detail = detail
    self.lines = lines
    self.bytes = bytes
    self.lastArrival = lastArrival
  }
}
