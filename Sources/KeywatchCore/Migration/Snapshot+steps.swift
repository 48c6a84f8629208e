extension Snapshot {
  /// The present state of every step, as what is kept of it when it is new.
  package func stepStates(now: Timestamp) -> [StepTransition] {
    migrations.flatMap { status in
      status.steps.map { step in
        StepTransition(
          caller: status.caller, api: status.api, step: step.step, state: step.state,
          verdict: status.verdict, at: step.since ?? now, recorded: now)
      }
    }
  }
}
