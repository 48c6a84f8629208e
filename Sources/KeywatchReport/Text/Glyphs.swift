import KeywatchCore

extension Report {
  private static let further = ["□", "◇", "△"]

  /// The sign of an identity: by its part in the first migration, then in turn.
  func glyph(_ identity: KeyIdentity) -> String {
    guard let index = identity.keyIndex else {
      return identity == .unknown ? "▲" : identity == .keyless ? "○" : "?"
    }
    let configuration = snapshot.configuration
    let migration = configuration.migrations.first
    if configuration.keys[safe: index]?.state == .retired { return "✝" }
    if index == migration?.to { return "●" }
    if index == migration?.from { return "◆" }
    return Self.further[index % Self.further.count]
  }

  /// An identity's sign and name.
  func signed(_ identity: KeyIdentity) -> String { glyph(identity) + " " + name(identity) }
}

extension Verdict {
  /// The sign of a verdict.
  var glyph: String {
    switch self {
    case .confirmed, .provisional: "✓"
    case .regressed: "✗"
    case .cannotTell, .silent: "?"
    case .notStarted: "·"
    case .tested, .started, .switching: "▶"
    }
  }
}

extension StepStatus.State {
  /// The sign of a step's state.
  var glyph: String {
    switch self {
    case .done: "✓"
    case .active: "▶"
    case .pending: "·"
    case .regressed: "✗"
    case .blocked: "!"
    }
  }
}
