import KeywatchCore

/// The report for programs, as the contract fixes it.
extension Report {
  /// One JSON object in UTF-8.
  package func json() -> [UInt8] {
    var members: [(name: String, value: JSONValue)] = [
      ("schema", .int(1)), ("audience", .string(audience)),
      ("window", .object([("from", .time(snapshot.first)), ("to", .time(snapshot.last))])),
      ("lines", linesJSON),
      ("requests", .int(snapshot.requests)),
      ("outcomes", outcomes(snapshot.accepted, snapshot.rejected)),
      ("not_attempts", outcomes(snapshot.notAttemptsAccepted, snapshot.notAttemptsRejected)),
      ("keys", .array(snapshot.keys.map(json))),
      ("rejections", rejectionsJSON),
      ("callers", .array(snapshot.callers.prefix(top).map(json))),
      ("exposures", .array(snapshot.exposures.map(json))),
      ("coverage", .array(snapshot.coverage.map(json))),
      ("migrations", .array(snapshot.migrations.map(json))),
      ("notes", .array(snapshot.notes.map(json))),
      ("waivers", .array(snapshot.waivers.map(json))),
      ("transitions", .array(snapshot.transitions.map(json))),
      ("policies", .array(snapshot.policies.map(json))),
      ("alarms", .array(snapshot.alarms.map(json))),
    ]
    if snapshot.callers.count > top {
      members.append(("callers_others", .int(snapshot.callers.count - top)))
    }
    // What a copy does not tell is not in it: a zero would tell something.
    if caller != nil { members.removeAll { !Self.copied.contains($0.name) } }
    return JSONValue.object(members).bytes()
  }

  private static let copied: Set = [
    "schema", "audience", "window", "requests", "outcomes", "keys", "callers", "coverage",
    "migrations",
  ]

  private func outcomes(_ accepted: Int, _ rejected: Int) -> JSONValue {
    .object([("accepted", .int(accepted)), ("rejected", .int(rejected))])
  }

  private var linesJSON: JSONValue {
    let lines = snapshot.lines
    let reasons = undecodedReasons.map { (name: $0.reason.word, value: JSONValue.int($0.count)) }
    return .object([
      ("read", .int(lines.read)), ("decoded", .int(lines.decoded)), ("merged", .int(lines.merged)),
      ("suspect", .int(lines.suspect)), ("outside", .int(lines.outside)),
      ("blank", .int(lines.blank)), ("undecoded", .int(lines.undecoded)),
      ("undecoded_reasons", .object(reasons)),
    ])
  }

  private func json(_ row: KeyRow) -> JSONValue {
    let apis = row.apis.enumerated().filter { $0.element.requests > 0 }
    return .object([
      ("key", .string(row.name)), ("requests", .int(row.requests)),
      ("accepted", .int(row.accepted)), ("rejected", .int(row.rejected)),
      ("first", .time(row.first)), ("last", .time(row.last)),
      (
        "apis",
        .object(apis.map { (api($0.offset), outcomes($0.element.accepted, $0.element.rejected)) })
      ),
    ])
  }

  private func reasons(_ reasons: [(reason: Reason, count: Int)]) -> JSONValue {
    .object(reasons.map { ($0.reason.word, .int($0.count)) })
  }

  private var rejectionsJSON: JSONValue {
    let (listed, others) = rejectedSources
    let sources = listed.map { source in
      JSONValue.object([
        ("source", .string(source.source)), ("rejected", .int(source.rejected)),
        ("distinct_keys", .int(source.distinctKeys)),
        ("approximate", .bool(source.isDistinctApproximate)), ("reasons", reasons(source.reasons)),
        ("first", .time(source.first)), ("last", .time(source.last)),
        ("kind", .string(source.kind.rawValue)),
      ])
    }
    return .object([
      ("total", .int(snapshot.rejections.total)), ("reasons", reasons(snapshot.rejections.reasons)),
      ("sources", .array(sources)), ("others", .int(others)),
      ("approximate", .bool(snapshot.rejections.isOthersApproximate)),
    ])
  }

  private func json(_ row: CallerRow) -> JSONValue {
    let keys = row.keys.map { use in
      (
        name: name(use.identity),
        value: JSONValue.object([("accepted", .int(use.accepted)), ("last", .time(use.last))])
      )
    }
    return .object([("caller", .string(row.caller)), ("keys", .object(keys))])
  }

  private func json(_ exposure: Exposure) -> JSONValue {
    .object([
      ("kind", .string("raw_key_in_log")), ("key", .string(name(exposure.identity))),
      ("count", .int(exposure.count)), ("first", .time(exposure.first)),
      ("last", .time(exposure.last)),
    ])
  }
}
