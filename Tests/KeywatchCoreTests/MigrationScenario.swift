import KeywatchCore

/// A moment as hours since the scenarios' beginning, Sunday 2026-11-01T00:00:00Z.
func hour(_ hours: Double) -> Timestamp {
  let milliseconds = Int64(exactly: (hours * 3_600_000).rounded()) ?? 0
  return Timestamp(milliseconds: 1_793_491_200_000 + milliseconds)
}

/// The same in days.
func day(_ days: Double) -> Timestamp { hour(days * 24) }

/// One line of a scenario's table: who uses which key from where, and when.
struct Traffic {
  enum Key: Int { case dedicated, shared, unknown, missing, unlabelled }
  enum API: Int { case ingest, links, analyze, db, automation }

  var caller = "steve-glen.com"
  var key = Key.shared
  var api = API.ingest
  var place = "198.51.100.7 /batch steve-glen"
  /// First and last moment, days.
  var days: ClosedRange<Double>
  /// Minutes between two requests.
  var every = 5.0
  var refused: Reason?
  var kind = Use.Kind.request
  var by = Use.Attribution.rule
  var previous = false
  /// Of the requests, how many got a 500.
  var errors = 0

  var use: Use {
    let parts = place.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let identities: [Key: KeyIdentity] = [
      .unknown: .unknown, .missing: .keyless, .unlabelled: .unlabelled,
    ]
    let callers = ["steve-glen.com", "us", "analytics-cron"]
    var use = Use(
      caller: caller, callerIndex: callers.firstIndex(of: caller),
      attribution: caller == "unattributed" ? .unattributed : by, api: api.rawValue,
      identity: identities[key] ?? KeyIdentity(key: key.rawValue), previousValue: previous,
      outcome: refused.map { .rejected($0) } ?? .accepted, kind: kind,
      place: Place(source: parts[0], route: parts[1], userAgent: parts[2]), count: 0,
      serverErrors: errors, first: times[0], last: times[times.count - 1])
    for time in times {
      use.count += 1
      if refused == nil, errors == 0 { use.slots.insert(time) }
    }
    return use
  }

  private var times: [Timestamp] {
    stride(from: days.lowerBound * 1440, through: days.upperBound * 1440, by: every).map {
      hour($0 / 60)
    }
  }
}

/// A configuration with the founding case's keys and APIs, and two more callers.
func foundingConfiguration() -> Configuration {
  let names = ["tracking-ingest", "link-tracking", "analyze", "db", "automation"]
  return Configuration(
    name: "test", test: "/api/tracking-ingest/test",
    apis: names.map { APIGroup(name: $0, path: "/api/\($0)/*", access: "") },
    keys: [
      Key(
        name: "dedicated", environment: "TRACKING_INGEST_API_KEY", apis: [0],
        holder: "steve-glen.com", fingerprint: Fingerprint(bits: 1)),
      Key(
        name: "shared", environment: "WEBHOOK_API_KEY", apis: [0, 1, 2, 3, 4],
        fingerprint: Fingerprint(bits: 2)),
    ],
    callers: [
      Caller(name: "steve-glen.com", match: [.userAgent("steve-glen*")]),
      Caller(name: "us", role: .operator, match: []),
      Caller(name: "analytics-cron", match: []),
    ],
    migrations: [Migration(caller: 0, api: 0, from: 1, to: 0)])
}

/// The evidence of a table of traffic; now is the last event unless said otherwise.
func evidence(
  _ traffic: [Traffic], now: Timestamp? = nil, holes: [ClosedRange<Double>] = [],
  _ change: (inout Configuration) -> Void = { _ in }
) -> Evidence {
  var configuration = foundingConfiguration()
  change(&configuration)
  let uses = traffic.map(\.use)
  let first = uses.map(\.first).min()
  let last = uses.map(\.last).max()
  let coverage = Coverage(
    source: "app.log", from: first, to: last,
    holes: holes.map {
      .init(from: day($0.lowerBound), to: day($0.upperBound), reason: "rotated away")
    })
  return Evidence(
    configuration: configuration, uses: uses, coverage: [coverage], first: first, last: last,
    now: now ?? last ?? day(0))
}

extension Evidence {
  /// The status of the only migration.
  var status: MigrationStatus? { migrationStatuses().first }
  var verdict: Verdict? { status?.verdict }
  /// The states of the four steps.
  var steps: [StepStatus.State] { status?.steps.map(\.state) ?? [] }
}
