import KeywatchCore

/// The part of the JSON report that a verdict rests on: coverage, migrations, policies, alarms.
extension Report {
  /// The time for which one log was seen, with its holes.
  func json(_ coverage: Coverage) -> JSONValue {
    let holes = coverage.holes.map { hole in
      JSONValue.object([
        ("from", .time(hole.from)), ("to", .time(hole.to)), ("reason", .string(hole.reason)),
      ])
    }
    return .object([
      ("source", .string(coverage.source)), ("from", .time(coverage.from)),
      ("to", .time(coverage.to)), ("holes", .array(holes)),
    ])
  }

  /// Where one migration stands, with all its evidence.
  func json(_ migration: MigrationStatus) -> JSONValue {
    .object([
      ("caller", .string(migration.caller)), ("api", .string(migration.api)),
      ("from", .string(migration.from)), ("to", .string(migration.to)),
      ("verdict", .string(migration.verdict.rawValue)),
      ("share_bound", .share(migration.shareBound)), ("slots", .int(migration.slots)),
      ("silence_seconds", .int(Int(migration.silenceSeconds))),
      ("steps", .array(migration.steps.map(json))),
      ("places", .array(migration.places.map(json))),
      ("cannot_tell_because", .texts(migration.cannotTellBecause)),
      ("blocking", .texts(migration.blocking)),
      ("blocking_rotation", .texts(migration.blockingRotation)),
      ("sentence", .string(migration.sentence)), ("next", .string(migration.next)),
    ])
  }

  private func json(_ step: StepStatus) -> JSONValue {
    .object([
      ("step", .int(step.step)), ("name", .string(step.name)),
      ("state", .string(step.state.rawValue)), ("since", .time(step.since)),
      ("evidence", .texts(step.evidence)),
    ])
  }

  private func json(_ status: PlaceStatus) -> JSONValue {
    .object([
      ("source", .string(status.place.source)), ("route", .string(status.place.route)),
      ("user_agent", .string(status.place.userAgent)), ("last_old", .time(status.lastOld)),
      ("last_new", .time(status.lastNew)), ("state", .string(status.state.rawValue)),
      ("by", .string(status.by.word)),
    ])
  }

  /// The key policy that was seen on one API.
  func json(_ observation: PolicyObservation) -> JSONValue {
    .object([
      ("api", .string(observation.api)), ("policy", .string(observation.policy.rawValue)),
      ("since", .time(observation.since)),
    ])
  }

  /// One alarm; null stands for what it is not about.
  func json(_ alarm: Alarm) -> JSONValue {
    .object([
      ("class", .string(alarm.alarmClass.rawValue)),
      ("severity", .string(alarm.severity.rawValue)), ("source", .text(alarm.source)),
      ("caller", .text(alarm.caller)), ("key", .text(alarm.key)), ("api", .text(alarm.api)),
      ("count", .int(alarm.count)), ("first", .time(alarm.first)), ("last", .time(alarm.last)),
    ])
  }
}
