import KeywatchCore

/// The part of the JSON report that only a state knows: notes, waivers, transitions.
extension Report {
  /// What the operator says of one moment.
  func json(_ note: Note) -> JSONValue {
    .object([
      ("at", .time(note.at)), ("by", .string(note.by)), ("kind", .string(note.kind.rawValue)),
      ("caller", .text(note.caller)), ("step", note.step.map(JSONValue.int) ?? .null),
      ("text", .string(note.text)), ("recorded", .time(note.recorded)),
    ])
  }

  /// A place that the operator says is no reason to wait.
  func json(_ waiver: Waiver) -> JSONValue {
    .object([
      ("caller", .string(waiver.caller)), ("place", .string(waiver.place)),
      ("why", .string(waiver.why)), ("by", .string(waiver.by)), ("at", .time(waiver.at)),
    ])
  }

  /// A step that came into another state.
  func json(_ transition: StepTransition) -> JSONValue {
    .object([
      ("at", .time(transition.at)), ("caller", .string(transition.caller)),
      ("api", .string(transition.api)), ("step", .int(transition.step)),
      ("state", .string(transition.state.rawValue)),
      ("verdict", .string(transition.verdict.rawValue)),
      ("recorded", .time(transition.recorded)),
    ])
  }
}
