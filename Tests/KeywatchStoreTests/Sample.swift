@testable import KeywatchCore
import KeywatchStore

/// What a run could have counted.
enum Sample {
  /// 2026-11-18T10:30:00Z.
  static let now = Timestamp(seconds: 1_794_997_800)
  static let source = "/var/log/app/*.log"
  static let hour = HourCounts.place(of: now.milliseconds).hour

  static func key(_ number: Int = 0) -> UseKey {
    UseKey(
      caller: "steve-glen.com", attribution: .rule, api: "tracking-ingest", identity: "dedicated",
      place: Place(source: "198.51.100.\(number)", route: "/batch", userAgent: "steve-glen"))
  }

  /// Requests of one use in one hour, all of them in its minute 7.
  static func use(_ row: Int = 0, hour: Int64 = hour, count: Int = 1) -> TallyChanges.HourlyUse {
    var minutes = HourCounts()
    minutes.add(UInt32(count), minute: 7)
    let first = hour * 3_600_000 + 7 * 60_000
    return TallyChanges.HourlyUse(
      row: row, key: key(row), hour: hour, count: count, first: first, last: first + 30_000,
      minutes: minutes)
  }

  /// The same requests on the time line.
  static func identity(hour: Int64 = hour, count: Int = 1) -> TallyChanges.HourlyIdentity {
    var minutes = HourCounts()
    minutes.add(UInt32(count), minute: 7)
    return TallyChanges.HourlyIdentity(
      identity: "dedicated", hour: hour, count: count, minutes: minutes)
  }

  static func tally(_ uses: [TallyChanges.HourlyUse]) -> TallyChanges {
    var tally = TallyChanges(source: 0)
    tally.uses = uses
    tally.identities = uses.map { identity(hour: $0.hour, count: $0.count) }
    tally.lines.decoded = uses.reduce(0) { $0 + $1.count }
    for use in uses { tally.span.merge(Span(first: use.first, last: use.last)) }
    return tally
  }

  static func position(_ number: Int = 1, offset: Int64 = 0) -> FilePosition {
    FilePosition(
      number: number, source: source, name: "/var/log/app/app.log", path: "/var/log/app/app.log.1",
      identity: FileIdentity(device: .max, inode: 1 << 63, born: 1_794_000_000_123_456_789),
      offset: offset, size: offset + 10, head: Witness(count: 1000, hash: .max),
      tail: Witness(count: 64, hash: 1), state: .reading, since: now)
  }

  /// Some requests of one use, with the lines they stood in and how far those have been read.
  static func commit(_ uses: [TallyChanges.HourlyUse], offset: Int64 = 100) -> Commit {
    var commit = Commit(now: now, sources: [source])
    commit.tallies = [tally(uses)]
    commit.positions = [.file(position(offset: offset))]
    commit.lines = [1: commit.tallies[0].lines]
    return commit
  }

  static func rejected(_ count: Int = 3) -> RejectedChange {
    RejectedChange(
      address: "203.0.113.9", count: count, reasons: [0, 0, count, 0, 0, 0, 0, 0], first: 1_000,
      last: 2_000, distinct: [2, 1, 2],
      newest: RejectedChange.Newest(
        time: 2_000, reason: .unknown, identity: "unknown", presented: .max, api: "db",
        userAgent: "curl", caller: "unattributed"))
  }

  static let transition = StepTransition(
    caller: "steve-glen.com", api: "tracking-ingest", step: 2, state: .active, verdict: .started,
    at: now, recorded: now)
  static let note = Note(
    at: now, by: "glen", kind: .ownerConfirmed, caller: "steve-glen.com", step: 3,
    text: "he has said so", recorded: now)
  static let waiver = Waiver(
    caller: "steve-glen.com", place: "198.51.100.9", why: "switched off", by: "glen", at: now)
}
