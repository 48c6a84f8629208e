import KeywatchCore

/// How a step and a verdict look.
struct StepLook: Sendable {
  var glyph: String
  var role: Role
  var word: String

  /// The look of a step's state.
  init(step state: StepStatus.State, _ glyphs: Glyphs) {
    switch state {
    case .done: (glyph, role, word) = (glyphs.done, .ok, "done")
    case .active: (glyph, role, word) = (glyphs.active, .accent, "under way")
    case .pending: (glyph, role, word) = (glyphs.pending, .pending, "not begun")
    case .blocked: (glyph, role, word) = ("!", .warn, "blocked")
    case .regressed: (glyph, role, word) = (glyphs.bad, .bad, "went back")
    }
  }

  /// The look of a verdict: that of the step state it is most like.
  init(verdict: Verdict, _ glyphs: Glyphs) {
    let state: StepStatus.State =
      switch verdict {
      case .confirmed: .done
      case .provisional, .started, .switching: .active
      case .notStarted, .tested: .pending
      case .silent, .cannotTell: .blocked
      case .regressed: .regressed
      }
    self.init(step: state, glyphs)
    if verdict == .provisional { role = .ok }
    word = verdict.rawValue.split(separator: "_").joined(separator: " ")
  }
}

extension Verdict {
  /// 0 for the verdict an operator must see first.
  var urgency: Int {
    switch self {
    case .regressed: 0
    case .cannotTell: 1
    case .silent: 2
    case .started: 3
    case .switching: 4
    case .tested: 5
    case .notStarted: 6
    case .provisional: 7
    case .confirmed: 8
    }
  }
}

extension MigrationStatus {
  /// The steps' titles, with the names of this migration.
  func title(of step: StepStatus) -> String {
    switch step.step {
    case 1: "Add the \(to) key"
    case 2: "\(caller) switches"
    case 3: "Watch the \(to) key"
    case 4: "Rotate the \(from) key"
    default: step.name
    }
  }

  /// `2 of 4 done`
  var doneText: String { "\(steps.count { $0.state == .done }) of \(steps.count) done" }
}
