import KeywatchCore
import KeywatchDashboard
import KeywatchInput
import KeywatchTerminal

/// What the dashboard shows: sources that it reads, or the state that a collector writes.
enum Subject: Sendable {
  case sources([SourcePattern])
  case state(String)
}

/// Shows the dashboard until it is left, or prints one frame; returns the program's status.
func runDashboard(_ subject: Subject, _ options: WatchOptions) throws -> Int32 {
  if case .sources(let patterns) = subject {
    for source in patterns { try source.requireDirectory() }
  }
  if let snapshot = options.snapshot {
    try printFrame(snapshot, subject, options)
    return 0
  }
  return try LiveDashboard(subject, options).run()
}

/// One frame of what there is now, for those who have no terminal; it leaves nothing behind.
private func printFrame(
  _ snapshot: WatchOptions.Snapshot, _ subject: Subject, _ options: WatchOptions
) throws {
  let picture: Seam.Picture
  switch subject {
  case .sources(let patterns):
    var plan = options.plan(patterns)
    plan.state = nil
    var engine = try Engine.begin(plan, seam: Seam {})
    engine.catchUp()
    picture = engine.picture()
    engine.stop()
  case .state(let path):
    var onlooker = try Onlooker.begin(path, options.configuration, options.clock, Seam {})
    picture = try onlooker.picture()
  }
  let theme = options.theme?.colours ?? .dark
  var dashboard = Dashboard(
    .init(
      glyphs: options.glyphs,
      isMonochrome: theme == .mono || !snapshot.isColoured))
  _ = dashboard.update(.resize(width: snapshot.size.width, height: snapshot.size.height))
  dashboard.show(picture.snapshot, picture.liveness)
  let frame = dashboard.frame(width: snapshot.size.width, height: snapshot.size.height)
  let text =
    snapshot.isColoured
    ? frame.ansi(theme, at: theme == .mono ? .mono : .colours256) : frame.text
  try Output.standard.write(Array((text.joined(separator: "\n") + "\n").utf8))
}

/// The engine on its thread and the screen on this one.
private struct LiveDashboard {
  private let subject: Subject
  private let options: WatchOptions

  init(_ subject: Subject, _ options: WatchOptions) {
    self.subject = subject
    self.options = options
  }

  /// Runs until somebody leaves; returns the status.
  func run() throws -> Int32 {
    let theme = options.theme?.colours ?? .dark
    let terminal = try Terminal(theme: theme)
    let wake = try KeywatchTerminal.Wake()
    var dashboard = Dashboard(
      .init(glyphs: options.glyphs, isMonochrome: terminal.depth == .mono))
    let seam = Seam { wake.call() }
    let engine = try EngineThread(subject, options, seam)
    let ending = ScreenLoop(terminal, wake: wake).run(
      update: { event in
        if event == .snapshot, let picture = seam.take() {
          dashboard.show(picture.snapshot, picture.liveness)
        }
        return Reaction(dashboard.update(event))
      },
      frame: { dashboard.frame(width: $0, height: $1) })
    engine.stop()
    return ending.status
  }
}

extension WatchOptions {
  /// How an engine reads these sources for a screen.
  func plan(_ patterns: [SourcePattern]) -> Plan {
    Plan(
      configuration: configuration, patterns: patterns, start: start, clock: clock, state: state,
      keys: keys, changedConfiguration: changedConfiguration)
  }
}

extension Reaction {
  fileprivate init(_ effect: Effect) {
    self =
      switch effect {
      case .draw: .draw
      case .nothing: .nothing
      case .repaint: .repaint
      case .suspend: .suspend
      case .quit: .quit
      }
  }
}

extension WatchOptions {
  fileprivate var start: Start { beginning == .start ? .beginning : .end }
  fileprivate var glyphs: Glyphs {
    isASCII || !TerminalSettings.localeIsUnicode ? .ascii : .unicode
  }
}

extension WatchOptions.Theme {
  fileprivate var colours: KeywatchDashboard.Theme {
    switch self {
    case .dark: .dark
    case .light: .light
    case .mono: .mono
    }
  }
}
