import KeywatchReport

@testable import KeywatchCore

/// A hand-made snapshot in which every list of a report has something in it.
enum SampleSnapshot {
  static func time(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(milliseconds: 0)
  }

  static var configuration: Configuration {
    Configuration(
      name: "production",
      apis: [
        APIGroup(name: "tracking-ingest", path: "/api/tracking-ingest/*", access: "write"),
        APIGroup(name: "db", path: "/api/db/*", access: "read"),
      ],
      keys: [Key(name: "dedicated", apis: [0]), Key(name: "shared", apis: [0, 1])],
      callers: [Caller(name: "steve-glen.com", match: [.client("steve-glen.com")])],
      migrations: [Migration(caller: 0, api: 0, from: 1, to: 0)])
  }

  static var snapshot: Snapshot {
    var snapshot = Snapshot(configuration: configuration)
    snapshot.lines.decoded = 12_990
    snapshot.lines.blank = 1
    snapshot.lines.undecodedByReason[Undecoded.notARequest.rawValue] = 7
    snapshot.lines.undecodedByReason[Undecoded.malformed.rawValue] = 2
    snapshot.first = time("2026-11-01T00:00:00Z")
    snapshot.last = time("2026-11-08T00:00:00.250Z")
    (snapshot.accepted, snapshot.rejected) = (12_958, 32)
    snapshot.notAttemptsRejected = 2
    snapshot.keys = keys
    snapshot.rejections = rejections
    snapshot.callers = callers
    snapshot.exposures = [
      Exposure(
        identity: KeyIdentity(key: 1), count: 3, first: time("2026-11-02T10:00:00Z"),
        last: time("2026-11-02T10:05:00Z"))
    ]
    snapshot.coverage = [
      Coverage(
        source: "app.log", from: snapshot.first, to: snapshot.last,
        holes: [
          .init(
            from: time("2026-11-03T00:00:00Z"), to: time("2026-11-03T01:00:00Z"),
            reason: "rotated away")
        ])
    ]
    snapshot.migrations = [migration]
    snapshot.policies = [
      PolicyObservation(
        api: "tracking-ingest", policy: .both, since: time("2026-11-01T09:12:00Z"))
    ]
    snapshot.alarms = [
      Alarm(
        alarmClass: .activeRefused, severity: .critical, source: "198.51.100.7",
        caller: "steve-glen.com", key: "shared", api: "tracking-ingest", count: 3,
        first: time("2026-11-02T10:00:00Z"), last: time("2026-11-02T10:05:00Z")),
      Alarm(
        alarmClass: .guessing, severity: .medium, source: "203.0.113.9", count: 12,
        first: time("2026-11-05T01:00:00Z"), last: time("2026-11-05T01:02:00Z")),
    ]
    snapshot.undecodedExamples = [
      UndecodedExample(reason: .notARequest, text: Array("Booting worker with pid: 7".utf8)),
      UndecodedExample(reason: .malformed, text: Array("{\"ts\":\"2026-11-0".utf8) + [0xff]),
    ]
    snapshot.transitions = [
      StepTransition(
        caller: "steve-glen.com", api: "tracking-ingest", step: 2, state: .done,
        verdict: .provisional, at: time("2026-11-02T14:02:11Z"),
        recorded: time("2026-11-02T14:02:12Z"))
    ]
    snapshot.notes = [
      Note(
        at: time("2026-11-01T13:00:00Z"), by: "root", kind: .ownerConfirmed,
        caller: "steve-glen.com", step: 2, text: "their last job is switched over",
        recorded: time("2026-11-03T08:00:00Z"))
    ]
    snapshot.waivers = [
      Waiver(
        caller: "steve-glen.com", place: "192.0.2.7 /batch", why: "that host is off",
        by: "root", at: time("2026-11-04T08:00:00Z"))
    ]
    return snapshot
  }

  private static var keys: [KeyRow] {
    var dedicated = KeyRow(identity: KeyIdentity(key: 0), name: "dedicated")
    (dedicated.accepted, dedicated.rejected) = (12_598, 2)
    (dedicated.first, dedicated.last) = (
      time("2026-11-01T09:12:00Z"), time("2026-11-08T00:00:00.250Z")
    )
    dedicated.apis = [APICounts(accepted: 12_598, rejected: 1), APICounts(rejected: 1)]
    var shared = KeyRow(identity: KeyIdentity(key: 1), name: "shared")
    shared.accepted = 360
    (shared.first, shared.last) = (time("2026-11-01T00:00:00Z"), time("2026-11-07T20:11:09Z"))
    shared.apis = [APICounts(accepted: 100), APICounts(accepted: 260)]
    var unknown = KeyRow(identity: .unknown, name: "unknown")
    unknown.rejected = 20
    (unknown.distinct, unknown.isDistinctApproximate) = (17, true)
    (unknown.first, unknown.last) = (time("2026-11-05T01:00:00Z"), time("2026-11-05T01:02:00Z"))
    unknown.apis = [APICounts(rejected: 12), APICounts(rejected: 8)]
    var keyless = KeyRow(identity: .keyless, name: "none")
    keyless.rejected = 10
    (keyless.first, keyless.last) = (time("2026-11-04T01:00:00Z"), time("2026-11-06T01:02:00Z"))
    keyless.apis = [APICounts(rejected: 8), APICounts()]
    return [
      dedicated, shared, unknown, keyless, KeyRow(identity: .unlabelled, name: "unlabelled"),
    ]
  }

  private static var rejections: Rejections {
    var rejections = Rejections()
    rejections.total = 30
    rejections.reasons = [(.unknown, 20), (.missing, 8), (.scope, 2)]
    rejections.sources = [
      source("203.0.113.9", 12, 12, .unknown, .guessing),
      source("198.51.100.23", 8, 0, .missing, .stuck),
    ]
    rejections.others = 4
    rejections.isOthersApproximate = true
    return rejections
  }

  private static func source(
    _ address: String, _ count: Int, _ distinct: Int, _ reason: Reason,
    _ kind: RejectedSource.Kind
  ) -> RejectedSource {
    RejectedSource(
      source: address, rejected: count, distinctKeys: distinct, reasons: [(reason, count)],
      first: time("2026-11-05T01:00:00Z"), last: time("2026-11-05T01:02:00Z"), kind: kind,
      userAgent: "curl", api: 0, caller: "unattributed", lastReason: reason,
      lastFingerprint: nil, lastIdentity: .unknown)
  }

  private static var callers: [CallerRow] {
    let steve = CallerRow(
      caller: "steve-glen.com", index: 0, isOperator: false,
      keys: [
        .init(
          identity: KeyIdentity(key: 0), accepted: 12_598, rejected: 2,
          first: time("2026-11-01T09:12:00Z"), last: time("2026-11-08T00:00:00.250Z")),
        .init(
          identity: KeyIdentity(key: 1), accepted: 100, rejected: 0,
          first: time("2026-11-01T00:00:00Z"), last: time("2026-11-02T14:02:11Z")),
      ])
    let nobody = CallerRow(
      caller: "unattributed", index: nil, isOperator: false,
      keys: [
        .init(
          identity: KeyIdentity(key: 1), accepted: 260, rejected: 0,
          first: time("2026-11-01T00:00:00Z"), last: time("2026-11-07T20:11:09Z")),
        .init(identity: .unknown, accepted: 0, rejected: 20, first: nil, last: nil),
      ])
    return [steve, nobody]
  }

  private static var migration: MigrationStatus {
    MigrationStatus(
      migration: configuration.migrations[0], caller: "steve-glen.com", api: "tracking-ingest",
      from: "shared", to: "dedicated", verdict: .confirmed, shareBound: 0.0074, slots: 2016,
      silenceSeconds: 468_000,
      steps: [
        StepStatus(
          step: 1, name: "add", state: .done, since: time("2026-11-01T09:12:00Z"),
          evidence: ["12,598 requests with the dedicated key were accepted"]),
        StepStatus(
          step: 2, name: "switch", state: .done, since: time("2026-11-02T14:02:11Z"),
          evidence: [
            "no use of the shared key for 5 d 9 h", "at most 1 in 135 calls can still be on it",
          ]),
        StepStatus(
          step: 3, name: "monitor", state: .active, since: nil,
          evidence: ["an alarm of this caller is open: active_refused"], progress: 0.9),
        StepStatus(
          step: 4, name: "rotate", state: .blocked, since: nil,
          evidence: ["1 source still uses the shared key"]),
      ],
      places: [
        PlaceStatus(
          place: Place(source: "198.51.100.7", route: "/batch", userAgent: "steve-glen"),
          lastOld: time("2026-11-02T14:02:11Z"), lastNew: time("2026-11-08T00:00:00.250Z"),
          state: .moved, by: .rule)
      ],
      cannotTellBecause: [], blocking: [],
      blockingRotation: ["unattributed on db: 260 requests, last 2026-11-07T20:11:09Z"],
      sentence: "steve-glen.com has moved to its dedicated key on tracking-ingest: for 5 days every"
        + " one of its calls was made with it, and at most 1 in 135 can still be on shared.",
      next: "Find out who still uses shared on db before you rotate it.")
  }
}
