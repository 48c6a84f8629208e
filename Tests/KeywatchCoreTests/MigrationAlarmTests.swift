import Testing

@testable import KeywatchCore

struct MigrationAlarmTests {
  /// Class, severity and count, as they are sorted.
  private func rows(_ traffic: [Traffic]) -> [String] {
    evidence(traffic).alarms().map { alarm in
      let names = [alarm.source, alarm.caller, alarm.key, alarm.api].map { $0 ?? "-" }
      return "\(alarm.severity) \(alarm.alarmClass.rawValue) \(alarm.count) "
        + names.joined(separator: " ")
    }
  }

  private func attempt(
    _ source: String, _ key: Traffic.Key, _ reason: Reason, caller: String = "unattributed",
    api: Traffic.API = .ingest, days: ClosedRange<Double> = 0...0, route: String = "/x",
    kind: Use.Kind = .request
  ) -> Traffic {
    Traffic(
      caller: caller, key: key, api: api, place: "\(source) \(route) curl", days: days,
      refused: reason, kind: kind)
  }

  @Test func `each reason is an alarm of its class, most severe first, then by count`() {
    #expect(
      rows([
        attempt("192.0.2.1", .missing, .missing),
        attempt("192.0.2.2", .unknown, .malformed),
        attempt("192.0.2.3", .unknown, .unknown, days: 0...0.01),
        attempt("192.0.2.4", .shared, .retired),
        attempt("192.0.2.5", .dedicated, .scope, api: .db),
        attempt("192.0.2.6", .dedicated, .activeRefused),
        attempt("192.0.2.7", .shared, .plainHTTP),
        attempt("192.0.2.8", .unlabelled, .unspecified),
      ]) == [
        "critical active_refused 1 192.0.2.6 unattributed dedicated tracking-ingest",
        "high plain_http 1 192.0.2.7 unattributed shared tracking-ingest",
        "high retired 1 192.0.2.4 unattributed shared tracking-ingest",
        "medium malformed 1 192.0.2.2 unattributed unknown tracking-ingest",
        "medium scope 1 192.0.2.5 unattributed dedicated db",
        "low unknown 3 192.0.2.3 unattributed unknown tracking-ingest",
        "low missing 1 192.0.2.1 unattributed none tracking-ingest",
      ])
  }

  @Test func `routes and programs of one source are one alarm`() {
    #expect(
      rows([
        attempt("192.0.2.3", .unknown, .unknown),
        attempt("192.0.2.3", .unknown, .unknown, route: "/y"),
      ]) == ["low unknown 2 192.0.2.3 unattributed unknown tracking-ingest"])
  }

  @Test func `a leftover client is no thief, and a named caller needs help`() {
    #expect(
      rows([
        attempt("192.0.2.4", .shared, .retired, caller: "analytics-cron", days: 0...0.01),
        attempt("192.0.2.3", .unknown, .unknown, caller: "steve-glen.com"),
      ]) == [
        "medium retired 3 192.0.2.4 analytics-cron shared tracking-ingest",
        "medium unknown 1 192.0.2.3 steve-glen.com unknown tracking-ingest",
      ])
  }

  @Test func `a key tried on two APIs within ten minutes is no slip`() {
    let severities = evidence([
      attempt("192.0.2.5", .dedicated, .scope, api: .db),
      attempt("192.0.2.5", .dedicated, .scope, api: .automation, days: 0.005...0.005),
      attempt("192.0.2.6", .dedicated, .scope, api: .db),
      attempt("192.0.2.6", .dedicated, .scope, api: .automation, days: 0.5...0.5),
    ]).alarms().map { "\($0.source ?? "") \($0.severity)" }
    #expect(
      severities == ["192.0.2.5 high", "192.0.2.5 high", "192.0.2.6 medium", "192.0.2.6 medium"])
  }

  @Test func `probes and the operator raise none, try-outs do`() {
    #expect(
      rows([
        attempt("192.0.2.1", .unknown, .unknown, kind: .probe),
        attempt("192.0.2.2", .unknown, .unknown, caller: "us"),
        attempt("192.0.2.3", .missing, .missing, kind: .notAttempt),
        attempt("192.0.2.4", .unknown, .unknown, kind: .tryOut),
      ]) == ["low unknown 1 192.0.2.4 unattributed unknown tracking-ingest"])
  }

  @Test func `a guessing source is an alarm of its own`() {
    var guessing = evidence([])
    guessing.rejectedSources = [
      RejectedSource(
        source: "192.0.2.9", rejected: 12, distinctKeys: 12, reasons: [(.unknown, 12)],
        first: day(0), last: day(1), kind: .guessing, userAgent: "curl", api: 0,
        caller: "unattributed", lastReason: .unknown, lastFingerprint: nil, lastIdentity: .unknown),
      RejectedSource(
        source: "192.0.2.8", rejected: 12, distinctKeys: 1, reasons: [(.unknown, 12)],
        first: day(0), last: day(1), kind: .stuck, userAgent: "curl", api: 0,
        caller: "unattributed", lastReason: .unknown, lastFingerprint: nil, lastIdentity: .unknown),
    ]
    #expect(
      guessing.alarms() == [
        Alarm(
          alarmClass: .guessing, severity: .medium, source: "192.0.2.9", caller: "unattributed",
          key: "unknown", api: "tracking-ingest", count: 12, first: day(0), last: day(1))
      ])
  }

  @Test func `swapped values show on the other APIs`() {
    #expect(
      rows([
        Traffic(caller: "analytics-cron", key: .shared, api: .analyze, days: 0...1),
        Traffic(
          caller: "unattributed", key: .dedicated, api: .analyze, place: "192.0.2.1 /x curl",
          days: 1.1...1.2, kind: .probe),
        Traffic(
          caller: "analytics-cron", key: .shared, api: .analyze, days: 1.1...1.2,
          refused: .activeRefused),
      ]).contains("critical swapped 29 - - dedicated analyze"))
  }

  @Test func `a relapse names its place and what came back`() {
    let relapse =
      MigrationVerdictTests.switched(until: 17.5) + [
        Traffic(days: 17.2...17.4, every: 60)
      ]
    #expect(
      rows(relapse) == [
        "high regressed 5 198.51.100.7 steve-glen.com shared tracking-ingest"
      ])
    #expect(
      evidence(relapse).status?.sentence
        == "steve-glen.com: back on shared at 198.51.100.7 /batch (3 h ago)."
        + " Do not rotate: 1 caller would break.")
  }

  @Test func `a relapse at a place that nobody knew may be a theft`() {
    let theft =
      MigrationVerdictTests.switched(until: 17.5) + [
        Traffic(place: "203.0.113.99 /batch steve-glen", days: 17.2...17.4, every: 60)
      ]
    #expect(
      evidence(theft).status?.sentence
        == "steve-glen.com: shared used at 203.0.113.99 /batch, never seen before (3 h ago):"
        + " is it stolen?"
    )
  }
}
