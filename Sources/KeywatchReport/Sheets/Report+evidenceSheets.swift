import KeywatchCore

/// The tables that a verdict rests on, and those of what went wrong.
extension Report {
  /// Where callers keep a copy of their key.
  func places(of migrations: [MigrationStatus]) -> Sheet {
    var sheet = Sheet(
      .places, "caller", "api", "source", "route", "user_agent", "state", "last_old", "last_new",
      "by")
    for migration in migrations {
      for status in migration.places.prefix(top) {
        sheet.add(
          .text(migration.caller), .text(migration.api), .text(status.place.source),
          .text(status.place.route), .text(status.place.userAgent), .word(status.state.rawValue),
          .time(status.lastOld), .time(status.lastNew), .word(status.by.word))
      }
      sheet.others += max(migration.places.count - top, 0)
    }
    return sheet
  }

  /// The four steps, with their evidence.
  func steps(of migrations: [MigrationStatus]) -> Sheet {
    var sheet = Sheet(
      .steps, "caller", "api", "from", "to", "verdict", "step", "name", "state", "since",
      "evidence")
    for migration in migrations {
      for step in migration.steps {
        sheet.add(
          .text(migration.caller), .text(migration.api), .text(migration.from),
          .text(migration.to), .word(migration.verdict.rawValue), .count(step.step),
          .word(step.name), .word(step.state.rawValue), .time(step.since),
          .sentences(step.evidence))
      }
    }
    return sheet
  }

  /// A row a hole; a log without one has a row of its own.
  var coverageSheet: Sheet {
    var sheet = Sheet(.coverage, "source", "from", "to", "hole_from", "hole_to", "reason")
    for log in snapshot.coverage {
      if log.holes.isEmpty {
        sheet.add(
          .text(log.source), .time(log.from), .time(log.to), .time(nil), .time(nil), .text(""))
      }
      for hole in log.holes {
        sheet.add(
          .text(log.source), .time(log.from), .time(log.to), .time(hole.from), .time(hole.to),
          .text(hole.reason))
      }
    }
    return sheet
  }

  var exposuresSheet: Sheet {
    var sheet = Sheet(.exposures, "kind", "key", "count", "first", "last")
    for exposure in snapshot.exposures {
      sheet.add(
        .word("raw_key_in_log"), .text(name(exposure.identity)), .count(exposure.count),
        .time(exposure.first), .time(exposure.last))
    }
    return sheet
  }

  var alarmsSheet: Sheet {
    var sheet = Sheet(
      .alarms, "class", "severity", "source", "caller", "key", "api", "count", "first", "last")
    for alarm in snapshot.alarms.prefix(top) {
      sheet.add(
        .word(alarm.alarmClass.rawValue), .word(alarm.severity.rawValue),
        .text(alarm.source ?? ""), .text(alarm.caller ?? ""), .text(alarm.key ?? ""),
        .text(alarm.api ?? ""), .count(alarm.count), .time(alarm.first), .time(alarm.last))
    }
    sheet.others = max(snapshot.alarms.count - top, 0)
    return sheet
  }
}
