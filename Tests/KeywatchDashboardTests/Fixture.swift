@testable import KeywatchCore

/// Snapshots with the numbers of an operator's day: the states a dashboard can be in.
struct Fixture: Sendable {
  var snapshot: Snapshot
  var liveness: Liveness

  static let now = Timestamp(seconds: 1_795_340_487)  // 2026-11-22T09:41:27Z

  static func ago(_ seconds: Int64) -> Timestamp {
    now.advanced(byMilliseconds: -seconds * 1000)
  }

  static let apis = [
    APIGroup(name: "tracking-ingest", path: "/api/tracking-ingest/*", access: "write click data"),
    APIGroup(name: "link-tracking", path: "/api/link-tracking/*", access: "create and read links"),
    APIGroup(name: "analyze", path: "/api/analyze/*", access: "run AI analysis"),
    APIGroup(name: "db", path: "/api/db/*", access: "read and write the database"),
    APIGroup(name: "automation", path: "/api/automation/*", access: "run automation"),
  ]

  static let configuration = Configuration(
    name: "production", apis: apis,
    keys: [
      Key(
        name: "dedicated", environment: "TRACKING_INGEST_API_KEY", labels: ["tracking_ingest"],
        apis: [0], holder: "steve-glen.com", fingerprint: Fingerprint(hex: "7c19e2a45b60d813"),
        since: ago(29 * 86_400)),
      Key(
        name: "shared", environment: "WEBHOOK_API_KEY", labels: ["webhook"],
        apis: [0, 1, 2, 3, 4], fingerprint: Fingerprint(hex: "40d1aa93be72f0c5")),
    ],
    callers: [Caller(name: "steve-glen.com", match: [.client("steve-glen.com")])],
    migrations: [Migration(caller: 0, api: 0, from: 1, to: 0)])

  static let dedicated = KeyIdentity(key: 0)
  static let shared = KeyIdentity(key: 1)

  /// Nothing was read yet.
  static var empty: Fixture {
    var liveness = Liveness(now: now)
    liveness.reason = "no line in /var/log/app/app.log yet"
    liveness.modeSince = ago(12)
    liveness.sources = [SourceState(name: "/var/log/app/app.log", condition: .waiting)]
    var snapshot = Snapshot(configuration: configuration)
    snapshot.migrations = [notStarted]
    return Fixture(snapshot: snapshot, liveness: liveness)
  }

  /// A migration under way in full traffic.
  static let rich = makeRich()

  private static func makeRich() -> Fixture {
    var snapshot = Snapshot(configuration: configuration)
    snapshot.first = ago(14 * 86_400)
    snapshot.last = now
    snapshot.keys = keys
    snapshot.accepted = keys.reduce(0) { $0 + $1.accepted }
    snapshot.rejected = keys.reduce(0) { $0 + $1.rejected }
    snapshot.lines = lines(decoded: snapshot.requests)
    snapshot.rejections = rejections
    snapshot.callers = callers
    snapshot.uses = uses
    snapshot.migrations = [switching]
    snapshot.timeline = timeline
    snapshot.log = log
    snapshot.policies = [
      PolicyObservation(api: "tracking-ingest", policy: .both, since: ago(9 * 86_400))
    ]
    snapshot.coverage = [
      Coverage(
        source: "/var/log/app/app.log", from: ago(14 * 86_400), to: now,
        holes: [
          Coverage.Hole(from: ago(5 * 86_400), to: ago(5 * 86_400 - 1260), reason: "rotated away")
        ]),
      Coverage(source: "doctl apps logs 7f3a web --follow", from: ago(3 * 86_400), to: now),
    ]
    snapshot.undecodedExamples = [
      UndecodedExample(
        reason: .notARequest, text: Array("INFO: Application startup complete.".utf8))
    ]
    return Fixture(snapshot: snapshot, liveness: live)
  }

  private static var live: Liveness {
    var liveness = Liveness(now: now)
    liveness.mode = .live
    liveness.requestsPerSecond = 6.3
    liveness.lagSeconds = 0.4
    liveness.sources = [
      SourceState(
        name: "/var/log/app/app.log", condition: .following, lines: 4_183_112,
        bytes: 1_612_000_000, lastArrival: now),
      SourceState(
        name: "doctl apps logs 7f3a web --follow", condition: .following, lines: 88_341,
        bytes: 31_200_000, lastArrival: ago(2)),
    ]
    return liveness
  }

  private static func lines(decoded: Int) -> LineCounts {
    var lines = LineCounts()
    lines.decoded = decoded
    lines.merged = 71_230
    lines.undecodedByReason[Undecoded.notARequest.rawValue] = 118
    lines.undecodedByReason[Undecoded.fragment.rawValue] = 2
    return lines
  }

  private static var keys: [KeyRow] {
    func row(_ identity: KeyIdentity, _ counts: [(Int, Int)], _ seen: Int64) -> KeyRow {
      var row = KeyRow(identity: identity, name: identity.name(in: configuration))
      row.apis = counts.map { APICounts(accepted: $0.0, rejected: $0.1) }
      row.accepted = counts.reduce(0) { $0 + $1.0 }
      row.rejected = counts.reduce(0) { $0 + $1.1 }
      row.first = ago(identity == dedicated ? 10 * 86_400 : 14 * 86_400)
      row.last = ago(seen)
      row.fingerprint = identity.keyIndex.flatMap { configuration.keys[$0].fingerprint }
      row.distinct = identity == .unknown ? 14 : nil
      return row
    }
    return [
      row(dedicated, [(3_027_387, 0), (0, 0), (0, 0), (0, 12), (0, 0)], 0),
      row(shared, [(40_112, 0), (513_402, 0), (98_204, 0), (302_118, 0), (55_031, 0)], 0),
      row(.unknown, [(0, 88_301), (0, 4_120), (0, 1_204), (0, 2_411), (0, 162)], 2),
      row(.keyless, [(0, 21_402), (0, 9_811), (0, 2_310), (0, 15_104), (0, 2_581)], 1),
      row(.unlabelled, [], 0),
    ].map { row in
      var row = row
      if row.requests == 0 { (row.first, row.last) = (nil, nil) }
      return row
    }
  }

  private static var rejections: Rejections {
    func source(
      _ address: String, _ count: Int, _ distinct: Int, _ kind: RejectedSource.Kind,
      _ agent: String, _ api: Int, _ reason: Reason, _ seen: Int64, _ print: String?
    ) -> RejectedSource {
      RejectedSource(
        source: address, rejected: count, distinctKeys: distinct, reasons: [(reason, count)],
        first: ago(9 * 86_400), last: ago(seen), kind: kind, userAgent: agent, api: api,
        caller: "unattributed", lastReason: reason,
        lastFingerprint: print.flatMap { Fingerprint(hex: $0 + "5a0000007c") },
        lastIdentity: .unknown)
    }
    var rejections = Rejections()
    rejections.sources = [
      source("198.51.100.23", 61_204, 1, .stuck, "curl/8.4.0", 0, .unknown, 2, "b81f03"),
      source(
        "203.0.113.77", 24_811, 24_802, .guessing, "python-requests/2.3", 3, .unknown, 3, "09ccd1"),
      source("192.0.2.14", 9_811, 0, .stuck, "Go-http-client/1.1", 1, .missing, 8, nil),
      source("198.51.100.201", 41, 1, .stuck, "zapier", 0, .retired, 29, "55e0b7"),
      source(
        "2001:db8::8a2e:370:7334", 7, 2, .mixed, "PostmanRuntime/7.3", 2, .malformed, 56, "d00d11"),
      source("203.0.113.9", 3, 1, .single, "n8n", 4, .scope, 145, "7c19e2"),
      source("192.0.2.200", 2, 0, .single, "okhttp/4.12", 3, .missing, 90_000, nil),
    ]
    rejections.total = rejections.sources.reduce(0) { $0 + $1.rejected }
    rejections.reasons = [
      (.unknown, 86_015), (.missing, 9_813), (.retired, 41), (.malformed, 7), (.scope, 3),
    ]
    return rejections
  }

  private static var callers: [CallerRow] {
    func use(_ identity: KeyIdentity, _ accepted: Int, _ rejected: Int, _ seen: Int64)
      -> CallerRow.KeyUse
    {
      CallerRow.KeyUse(
        identity: identity, accepted: accepted, rejected: rejected, first: ago(13 * 86_400),
        last: ago(seen))
    }
    func row(_ name: String, _ keys: [CallerRow.KeyUse], isOperator: Bool = false) -> CallerRow {
      CallerRow(caller: name, index: nil, isOperator: isOperator, keys: keys)
    }
    return [
      row("steve-glen.com", [use(dedicated, 3_027_387, 0, 0), use(shared, 40_112, 0, 360)]),
      row("zapier-prod", [use(shared, 513_402, 0, 0), use(.unknown, 0, 41, 29)]),
      row("metabase", [use(dedicated, 0, 12, 4000), use(shared, 302_118, 0, 3)]),
      row("analytics-cron", [use(shared, 98_204, 0, 12)]),
      row("unattributed", [use(.unknown, 0, 86_015, 2)]),
      row("n8n.internal", [use(shared, 55_031, 0, 1), use(dedicated, 0, 3, 145)]),
      row("us", [use(dedicated, 4, 0, 9_000)], isOperator: true),
    ]
  }

  private static var uses: [Use] {
    func use(
      _ caller: String, _ api: Int, _ identity: KeyIdentity, _ address: String, _ agent: String,
      _ count: Int
    ) -> Use {
      Use(
        caller: caller, api: api, identity: identity,
        place: Place(source: address, route: "/batch", userAgent: agent), count: count,
        first: ago(10 * 86_400), last: now)
    }
    return [
      use("steve-glen.com", 0, dedicated, "198.51.100.41", "steve-glen-tracker", 3_027_387),
      use("steve-glen.com", 0, shared, "198.51.100.40", "steve-glen-tracker", 40_112),
      use("zapier-prod", 1, shared, "192.0.2.61", "zapier", 513_402),
      use("metabase", 3, shared, "192.0.2.62", "metabase", 302_118),
      use("analytics-cron", 2, shared, "192.0.2.63", "python-requests", 98_204),
      use("n8n.internal", 4, shared, "192.0.2.64", "n8n", 55_031),
    ]
  }

  private static func step(
    _ number: Int, _ state: StepStatus.State, _ evidence: [String], _ progress: Double?
  ) -> StepStatus {
    StepStatus(
      step: number, name: ["add", "switch", "monitor", "rotate"][number - 1], state: state,
      since: state == .pending ? nil : ago(10 * 86_400), evidence: evidence, progress: progress)
  }

  private static var notStarted: MigrationStatus {
    MigrationStatus(
      migration: configuration.migrations[0], caller: "steve-glen.com", api: "tracking-ingest",
      from: "shared", to: "dedicated", verdict: .notStarted, shareBound: 1, slots: 0,
      silenceSeconds: 0,
      steps: [
        step(1, .pending, ["no request with dedicated seen yet"], 0),
        step(2, .pending, ["waits for step 1"], nil), step(3, .pending, ["waits for step 2"], nil),
        step(4, .pending, ["waits for step 3"], nil),
      ],
      places: [], cannotTellBecause: [], blocking: ["no accepted request with dedicated"],
      blockingRotation: [], sentence: "steve-glen.com has not used the dedicated key yet.",
      next: "add TRACKING_INGEST_API_KEY to production, then ask for a test request.")
  }

  private static var switching: MigrationStatus {
    MigrationStatus(
      migration: configuration.migrations[0], caller: "steve-glen.com", api: "tracking-ingest",
      from: "shared", to: "dedicated", verdict: .started, shareBound: 0.23, slots: 58,
      silenceSeconds: 360,
      steps: [
        step(1, .done, ["HTTP 200 since 12 Nov 09:12 · both keys work"], 1),
        step(
          2, .active,
          [
            "98.7% of its 3.07M calls came with dedicated",
            "198.51.100.40 /batch steve-glen-tracker still used shared 6m ago",
          ], 0.987),
        step(3, .pending, ["waits for step 2"], nil),
        step(4, .pending, ["waits for step 3: 4 callers still use shared"], nil),
      ],
      places: [
        PlaceStatus(
          place: Place(source: "198.51.100.41", route: "/batch", userAgent: "steve-glen-tracker"),
          lastOld: ago(8 * 86_400), lastNew: now, state: .moved, by: .rule),
        PlaceStatus(
          place: Place(source: "198.51.100.40", route: "/batch", userAgent: "steve-glen-tracker"),
          lastOld: ago(360), lastNew: nil, state: .oldOnly, by: .rule),
        PlaceStatus(
          place: Place(source: "2001:db8::40", route: "/click", userAgent: "steve-glen-tracker"),
          lastOld: ago(2 * 86_400), lastNew: ago(60), state: .both, by: .holder),
      ],
      cannotTellBecause: [],
      blocking: [
        "198.51.100.40 /batch steve-glen-tracker: last shared 6m ago, never seen on dedicated"
      ],
      blockingRotation: [
        "zapier-prod on link-tracking: 513k requests, last 0s ago",
        "metabase on db: 302k requests, last 3s ago",
        "analytics-cron on analyze: 98.2k requests, last 12s ago",
        "n8n.internal on automation: 55.0k requests, last 1s ago",
      ],
      sentence: "steve-glen.com uses both keys: 1.3% of its requests still come with shared.",
      next: "ask steve-glen.com to restart the tracker on 198.51.100.40, which still sends shared.")
  }

  private static var timeline: Timeline {
    var timeline = Timeline()
    for minute in 0..<(14 * 24 * 60) {
      let time = ago(Int64(14 * 24 * 60 - minute) * 60)
      let x = Double(minute) / Double(14 * 24 * 60)
      let wave = 1 + 0.3 * Double((minute / 60 + 18) % 24 - 12) / 12
      let moved = min(max((x - 0.3) / 0.35, 0), 1)
      let noise = Double(minute &* 7919 % 101) / 101
      timeline.add(dedicated, at: time, count: UInt32(310 * moved * wave))
      timeline.add(shared, at: time, count: UInt32((300 * (1 - moved) + 42) * wave))
      timeline.add(.unknown, at: time, count: UInt32(3 + 9 * noise * (minute % 3000 < 700 ? 3 : 1)))
      timeline.add(.keyless, at: time, count: UInt32(2 + 5 * wave))
    }
    return timeline
  }

  private static var log: [LogEntry] {
    func entry(
      _ age: Int64, _ identity: KeyIdentity, _ outcome: Outcome, _ status: Int,
      _ request: (String, String),
      _ caller: String, _ took: Double?
    ) -> LogEntry {
      LogEntry(
        time: ago(age), identity: identity, outcome: outcome, status: status, method: request.0,
        path: request.1, caller: caller, source: "198.51.100.41", userAgent: "agent/1.0",
        durationMilliseconds: took)
    }
    let pattern = [
      entry(
        3, dedicated, .accepted, 200, ("POST", "/api/tracking-ingest/test"), "steve-glen.com", 1.2),
      entry(2, shared, .accepted, 200, ("POST", "/api/automation/run"), "n8n.internal", 77),
      entry(
        2, dedicated, .rejected(.scope), 403, ("POST", "/api/automation/run"), "n8n.internal", nil),
      entry(2, shared, .accepted, 200, ("POST", "/api/analyze/summary"), "analytics-cron", 812),
      entry(
        2, dedicated, .accepted, 200, ("POST", "/api/tracking-ingest/click?ref=café✓ naïve 👍"),
        "steve-glen.com", 2.4),
      entry(1, .keyless, .rejected(.missing), 401, ("GET", "/api/db/users"), "unattributed", nil),
      entry(
        1, .unknown, .rejected(.unknown), 401, ("POST", "/api/tracking-ingest/click"),
        "unattributed", nil),
      entry(1, shared, .accepted, 500, ("GET", "/api/db/query?name=日本語テスト"), "metabase", 41),
      entry(
        1, dedicated, .accepted, 200, ("POST", "/api/tracking-ingest/bulk"), "steve-glen.com", 9.1),
    ]
    return (0..<6).flatMap { turn in
      pattern.map { entry in
        var entry = entry
        entry.time = entry.time?.advanced(byMilliseconds: Int64(turn - 5) * 3000)
        return entry
      }
    }
  }
}
