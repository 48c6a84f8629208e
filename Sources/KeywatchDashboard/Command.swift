/// What a keystroke asks for.
enum Command: Hashable, Sendable {
  case help, overview, open, back
  case panel(Panel)
  case nextPanel, previousPanel
  case up, down, pageUp, pageDown, top, bottom
  case previousMigration, nextMigration
  case nextSpan, previousSpan
  case pause, repaint, suspend, quit
}

/// One line of the table of keystrokes: the only place where they are given a meaning and a name.
struct Binding: Sendable {
  /// Keystrokes with their commands.
  var commands: [(Keystroke, Command)]
  /// The keystrokes as they are written for people; in ASCII where that differs.
  var name: String
  var asciiName: String?
  /// One or two words for the footer; nil where it stays out of it.
  var short: String?
  /// Where room is short the highest goes first.
  var rank = 0
  /// What it does, for the help.
  var help: String

  /// The table, in the order of the help.
  static let table: [Binding] = [
    Binding(
      commands: [(.character("?"), .help)], name: "?", short: "help", rank: 1, help: "this help"),
    Binding(
      commands: [(.escape, .back)], name: "Esc", short: "back", rank: 2,
      help: "one step back, never quits"),
    Binding(
      commands: [(.character("0"), .overview)] + panels, name: "0-7", short: "panel", rank: 3,
      help: "overview, one panel alone"),
    Binding(
      commands: [(.tab, .nextPanel), (.backTab, .previousPanel)], name: "Tab", short: "next",
      rank: 5, help: "next panel, back with Shift"),
    Binding(
      commands: [(.enter, .open)], name: "Enter", short: "open", rank: 6,
      help: "the panel alone"),
    Binding(
      commands: [
        (.up, .up), (.character("k"), .up), (.down, .down), (.character("j"), .down),
      ], name: "↑↓ j k", asciiName: "j k", short: "move", rank: 4, help: "move in the panel"),
    Binding(
      commands: [(.pageUp, .pageUp), (.pageDown, .pageDown)], name: "PgUp PgDn",
      help: "move by a page"),
    Binding(
      commands: [
        (.character("g"), .top), (.home, .top), (.character("G"), .bottom), (.end, .bottom),
      ], name: "g G", help: "top, bottom (the log follows)"),
    Binding(
      commands: [(.left, .previousMigration), (.right, .nextMigration)], name: "← →",
      asciiName: "Left Right", short: "migration", rank: 7, help: "another migration"),
    Binding(
      commands: [(.character("t"), .nextSpan), (.character("T"), .previousSpan)], name: "t T",
      short: "time", rank: 9, help: "span of counts and graphs"),
    Binding(
      commands: [(.character(" "), .pause)], name: "Space", short: "pause", rank: 8,
      help: "hold the picture, not the count"),
    Binding(
      commands: [(.character("r"), .repaint), (.control("l"), .repaint)], name: "r ^L",
      help: "draw the screen anew"),
    Binding(commands: [(.control("z"), .suspend)], name: "^Z", help: "to the shell, fg comes back"),
    Binding(
      commands: [(.character("q"), .quit), (.control("c"), .quit)], name: "q ^C", short: "quit",
      rank: 1, help: "leave"),
  ]

  private static let panels: [(Keystroke, Command)] = Panel.allCases.compactMap { panel in
    Unicode.Scalar(UInt32(0x30 + panel.rawValue)).map { (.character($0), .panel(panel)) }
  }

  private static let commands = Dictionary(
    table.flatMap(\.commands), uniquingKeysWith: { first, _ in first })

  /// The command of a keystroke, nil where it has none.
  static func command(for keystroke: Keystroke) -> Command? { commands[keystroke] }

  /// The keystrokes as these signs can write them.
  func name(_ glyphs: Glyphs) -> String { glyphs == .ascii ? asciiName ?? name : name }
}
