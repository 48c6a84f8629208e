import KeywatchCore

extension Report {
  /// For monitoring, in the Prometheus text format: counts since the state began. Every label has its values from the
  /// configuration or from a fixed list, so that no log can make series; an address is in none.
  package func metrics(_ sources: [SourceState]) -> [UInt8] {
    var metrics = MetricsText()
    addCounts(to: &metrics)
    addMigrations(to: &metrics)
    addSources(sources, to: &metrics)
    return Array(metrics.text.utf8)
  }

  private func addCounts(to metrics: inout MetricsText) {
    let requests = "keywatch_requests_total"
    metrics.family(requests, .counter, "Requests on configured APIs by key and outcome.")
    for key in snapshot.keys {
      for (index, counts) in key.apis.enumerated() {
        let labels = [(name: "key", value: key.name), (name: "api", value: api(index))]
        metrics.sample(requests, labels + [("outcome", "accepted")], counts.accepted)
        metrics.sample(requests, labels + [("outcome", "rejected")], counts.rejected)
      }
    }
    let rejections = "keywatch_rejections_total"
    metrics.family(rejections, .counter, "Rejected requests by reason.")
    for (reason, count) in snapshot.rejections.reasons {
      metrics.sample(rejections, [("reason", reason.word)], count)
    }
    let lines = "keywatch_lines_total"
    metrics.family(lines, .counter, "Records read by what became of them.")
    let counts = snapshot.lines
    let results = [
      ("decoded", counts.decoded), ("merged", counts.merged), ("suspect", counts.suspect),
      ("outside", counts.outside), ("blank", counts.blank), ("undecoded", counts.undecoded),
    ]
    for (result, count) in results { metrics.sample(lines, [("result", result)], count) }
    let exposures = "keywatch_exposures_total"
    metrics.family(exposures, .counter, "Lines in which the value of a key stood.")
    for exposure in snapshot.exposures {
      metrics.sample(exposures, [("key", name(exposure.identity))], exposure.count)
    }
    let last = "keywatch_last_request_timestamp_seconds"
    metrics.family(last, .gauge, "Time of the newest request, in seconds since 1970.")
    if let time = snapshot.last, time.isStated {
      metrics.sample(last, [], Double(time.milliseconds) / 1000)
    }
  }

  private func addMigrations(to metrics: inout MetricsText) {
    let alarms = "keywatch_alarms"
    metrics.family(alarms, .gauge, "Alarms that are raised now, by class.")
    for alarmClass in Alarm.Class.allCases {
      let count = snapshot.alarms.count { $0.alarmClass == alarmClass }
      metrics.sample(alarms, [("class", alarmClass.rawValue)], count)
    }
    let verdict = "keywatch_migration_verdict"
    metrics.family(verdict, .gauge, "1 for the verdict of a migration, 0 for the others.")
    for migration in snapshot.migrations {
      for word in Verdict.allCases {
        metrics.sample(
          verdict, labels(migration) + [("verdict", word.rawValue)],
          migration.verdict == word ? 1 : 0)
      }
    }
    let bound = "keywatch_migration_share_bound_ratio"
    metrics.family(bound, .gauge, "Share of a caller's requests that can still use the old key.")
    for migration in snapshot.migrations {
      if let share = migration.shareBound { metrics.sample(bound, labels(migration), share) }
    }
    let done = "keywatch_migration_step_done"
    metrics.family(done, .gauge, "1 for a step of a migration that is done, 0 for another.")
    for migration in snapshot.migrations {
      for step in migration.steps {
        metrics.sample(
          done, labels(migration) + [("step", step.name)], step.state == .done ? 1 : 0)
      }
    }
  }

  private func labels(_ migration: MigrationStatus) -> [(name: String, value: String)] {
    [
      ("caller", migration.caller), ("api", migration.api), ("from", migration.from),
      ("to", migration.to),
    ]
  }

  private func addSources(_ sources: [SourceState], to metrics: inout MetricsText) {
    let following = "keywatch_source_up"
    metrics.family(following, .gauge, "1 for a source that is read or followed, 0 for another.")
    for source in sources {
      let isUp = source.condition == .following || source.condition == .reading
      metrics.sample(following, [("source", source.name)], isUp ? 1 : 0)
    }
  }
}
