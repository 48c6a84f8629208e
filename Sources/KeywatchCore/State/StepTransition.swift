/// That a step of a migration came into another state: kept, so that the way there can be told.
package struct StepTransition: Hashable, Sendable {
  package var caller: String
  package var api: String
  /// 1 to 4.
  package var step: Int
  package var state: StepStatus.State
  package var verdict: Verdict
  /// When the evidence was there, and when it was seen.
  package var at: Timestamp
  package var recorded: Timestamp

  package init(
    caller: String, api: String, step: Int, state: StepStatus.State, verdict: Verdict,
    at: Timestamp,
    recorded: Timestamp
  ) {
    self.caller = caller
    self.api = api
    self.step = step
    self.state = state
    self.verdict = verdict
    self.at = at
    self.recorded = recorded
  }
}
