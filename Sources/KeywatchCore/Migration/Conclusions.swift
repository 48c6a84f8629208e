/// All that evidence says of migrations, out of one look at it.
package struct Conclusions: Sendable, Equatable {
  /// One per configured migration, in the order of the configuration.
  package var migrations: [MigrationStatus]
  package var policies: [PolicyObservation]
  /// Most severe first, then by count.
  package var alarms: [Alarm]
}

extension Evidence {
  /// Statuses, policies and alarms at once: what they have in common is worked out once.
  package func conclusions() -> Conclusions {
    let observed = Observed(self)
    let refusals = Refusal.all(observed)
    let assessments = configuration.migrations.map { Assessment($0, observed, refusals) }
    let alarms = observed.alarms(assessments, rejectedSources)
    return Conclusions(
      migrations: assessments.map { $0.status(alarms) },
      policies: observed.policies(assessments, refusals),
      alarms: (alarms + assessments.flatMap(\.relapseAlarms)).sorted(by: Alarm.precedes))
  }

  /// One status per configured migration.
  package func migrationStatuses() -> [MigrationStatus] { conclusions().migrations }

  /// One observation per API of a migration's `to` key that more than one key is for.
  package func policies() -> [PolicyObservation] { conclusions().policies }

  /// The alarms that uses and rejected sources can show.
  package func alarms() -> [Alarm] { conclusions().alarms }
}
