import KeywatchCore

/// The tables that a verdict rests on, and those of what went wrong.
extension Report {
  var placesSheet: Sheet {
    var sheet = Sheet(
      .places, "caller", "api", "source", "route", "user_agent", "state", "last_old", "last_new",
      "by")
    for migration in snapshot.migrations {
      for status in migration.places.prefix(top) {
        sheet.add(
          .text(migration.caller), .text(migration.api), .text(status.place.source),
          .text(status.place.route), .text(status.place.userAgent), .text(status.state.rawValue),
          .time(status.lastOld), .time(status.lastNew), .text(status.by.word))
      }
      sheet.others += max(migration.places.count - top, 0)
    }
    return sheet
  }

  var stepsSheet: Sheet {
    var sheet = Sheet(
      .steps, "caller", "api", "from", "to", "verdict", "step", "name", "state", "since",
      "evidence")
    for migration in snapshot.migrations {
      for step in migration.steps {
        sheet.add(
          .text(migration.caller), .text(migration.api), .text(migration.from),
          .text(migration.to), .text(migration.verdict.rawValue), .count(step.step),
          .text(step.name), .text(step.state.rawValue), .time(step.since),
          .text(step.evidence.joined(separator: "; ")))
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
        .text("raw_key_in_log"), .text(name(exposure.identity)), .count(exposure.count),
        .time(exposure.first), .time(exposure.last))
    }
    return sheet
  }

  var alarmsSheet: Sheet {
    var sheet = Sheet(
      .alarms, "class", "severity", "source", "caller", "key", "api", "count", "first", "last")
    for alarm in snapshot.alarms.prefix(top) {
      sheet.add(
        .text(alarm.alarmClass.rawValue), .text(alarm.severity.rawValue),
        .text(alarm.source ?? ""), .text(alarm.caller ?? ""), .text(alarm.key ?? ""),
        .text(alarm.api ?? ""), .count(alarm.count), .time(alarm.first), .time(alarm.last))
    }
    sheet.others = max(snapshot.alarms.count - top, 0)
    return sheet
  }
}
