import KeywatchCore

/// What the operator says, and how the steps came to where they are: only a state knows them.
extension Report {
  /// Writes when each step came into each of its states, as far as it was recorded.
  func writeTransitions(on page: inout Page) {
    guard !snapshot.transitions.isEmpty else { return }
    var table = Table([
      .init("AT", .fixed), .init("CALLER"), .init("API"), .init("STEP", .fixed),
      .init("STATE", .fixed), .init("VERDICT", .fixed),
    ])
    for transition in snapshot.transitions.suffix(top) {
      table.add(
        moment(transition.at), transition.caller, transition.api,
        "\(transition.step) \(StepStatus.names[safe: transition.step - 1] ?? "")",
        transition.state.rawValue, transition.verdict.rawValue.spaced)
    }
    page.heading("The way here", snapshot.transitions.count.counted("change"))
    page.table(table, others: snapshot.transitions.count - top)
  }

  /// Writes notes and waivers: the operator's word, which changes no verdict.
  func writeOperator(on page: inout Page) {
    guard !snapshot.notes.isEmpty || !snapshot.waivers.isEmpty else { return }
    page.heading("Operator says", "shown beside the evidence, never instead of it")
    for note in snapshot.notes.suffix(top) {
      page.paragraph(moment(note.at), words(note), indent: 16)
    }
    page.others(snapshot.notes.count - top)
    for waiver in snapshot.waivers.suffix(top) {
      page.paragraph(moment(waiver.at), words(waiver), indent: 16)
    }
    page.others(snapshot.waivers.count - top)
  }

  /// `root: waived 192.0.2.7 /batch of steve-glen.com: that host is off`.
  func words(_ waiver: Waiver) -> String {
    "\(waiver.by): waived \(waiver.place) of \(waiver.caller): \(waiver.why)"
  }

  /// `root: owner confirmed · steve-glen.com · step 2 · they say it is done`.
  func words(_ note: Note) -> String {
    let kind = note.kind == .note ? nil : note.kind.rawValue.spaced
    let step = note.step.map { "step \($0)" }
    let parts = [kind, note.caller, step, note.text.isEmpty ? nil : note.text]
    return "\(note.by): " + parts.compactMap(\.self).joined(separator: " · ")
  }
}
