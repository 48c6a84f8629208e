import KeywatchCore

/// The dashboard: what it shows and how it answers to events. It draws values and touches nothing.
package struct Dashboard: Sendable {
  /// What the terminal can show.
  package struct Options: Sendable {
    package var glyphs: Glyphs
    /// Without colour the share bar is drawn with fillings instead.
    package var isMonochrome: Bool

    /// For a terminal with Unicode and colours unless said otherwise.
    package init(glyphs: Glyphs = .unicode, isMonochrome: Bool = false) {
      self.glyphs = glyphs
      self.isMonochrome = isMonochrome
    }
  }

  /// What is on the screen.
  enum Mode: Sendable, Equatable {
    case overview
    case alone(Panel)
    /// The help over what was there before, from its line number `top` on.
    indirect case help(over: Mode, top: Int)
  }

  /// What came in while the picture is held.
  private struct Pause: Sendable {
    var newest: (Snapshot, Liveness)?
  }

  let options: Options
  private(set) var picture: Picture
  var mode = Mode.overview
  private var focus = Panel.log
  private var cursors = Cursors()
  private var hold: LogPanel.Hold?
  private var choice = Choice()
  private var pause: Pause?
  private var size = (width: 80, height: 24)

  /// An empty dashboard: nothing was read yet.
  package init(_ options: Options) {
    self.options = options
    picture = Picture(
      Snapshot(configuration: Configuration(name: "", apis: [], keys: [])),
      Liveness(now: Timestamp(milliseconds: 0)), Choice(), glyphs: options.glyphs)
  }

  /// Takes a newer snapshot; while paused it is kept aside and the picture holds.
  package mutating func show(_ snapshot: Snapshot, _ liveness: Liveness) {
    if pause != nil {
      pause?.newest = (snapshot, liveness)
    } else {
      draw(snapshot, liveness)
    }
  }

  private mutating func draw(_ snapshot: Snapshot, _ liveness: Liveness) {
    choice.migration = min(choice.migration, max(snapshot.migrations.count - 1, 0))
    picture = Picture(
      snapshot, liveness, choice, glyphs: options.glyphs, previous: picture)
  }

  /// Answers to an event; the effect says what the terminal has to do.
  package mutating func update(_ event: Event) -> Effect {
    switch event {
    case .keystroke(let keystroke):
      if case .help = mode, keystroke == .character("q") { return perform(.back) }
      guard let command = Binding.command(for: keystroke), works(command) else { return .nothing }
      return perform(command)
    case .mouse(let x, let y, let button): return point(x, y, button)
    case .resize(let width, let height):
      size = (width, height)
      return .draw
    case .snapshot, .tick: return .draw
    }
  }
}

extension Dashboard {
  /// What a panel says now.
  func content(of panel: Panel) -> any PanelContent {
    switch panel {
    case .keys: KeysPanel(picture: picture)
    case .migration: MigrationPanel(picture: picture)
    case .matrix: MatrixPanel(picture: picture)
    case .callers: CallersPanel(picture: picture)
    case .rejected: RejectedPanel(picture: picture)
    case .log: LogPanel(picture: picture, hold: hold)
    case .sources: SourcesPanel(picture: picture)
    }
  }

  /// The overview's plan on a screen of a size.
  func overview(width: Int, height: Int) -> Overview {
    Overview(width: width, height: height, in: body(width, height)) { panel, form in
      content(of: panel).height(form)
    }
  }

  /// The rows under the header.
  var banner: Banner { Banner(picture: picture, isMonochrome: options.isMonochrome) }

  /// What the header, the banner and the footer leave.
  func body(_ width: Int, _ height: Int) -> Rect {
    let top = 1 + banner.height(width: width, on: height)
    return Rect(x: 0, y: top, width: width, height: max(height - top - 1, 0))
  }

  /// The panel keystrokes go to on a screen that shows these.
  func focused(among panels: [Panel]) -> Panel? {
    panels.contains(focus) ? focus : panels.first
  }

  /// The panel keystrokes go to, and how it shows itself.
  private var focused: (panel: Panel, form: PanelForm) {
    switch mode {
    case .alone(let panel): return (panel, .alone)
    case .overview, .help:
      let overview = overview(width: size.width, height: size.height)
      return (focused(among: overview.places.map(\.panel)) ?? focus, overview.form)
    }
  }

  /// The row selected in a panel, or its first line; nil while nothing was chosen.
  func position(in panel: Panel, _ reach: Reach) -> Int? { cursors.position(in: panel, reach) }

  /// Requests that came in since the picture is held; nil while it is not.
  var heldBack: Int? {
    guard let pause else { return nil }
    return max((pause.newest?.0.requests ?? 0) - picture.snapshot.requests, 0)
  }
}

extension Dashboard {
  /// Whether a command would do anything now.
  func works(_ command: Command) -> Bool {
    let isHelp = if case .help = mode { true } else { false }
    switch command {
    case .help, .repaint, .suspend, .quit, .pause: return true
    case .back: return isHelp || mode != .overview || !cursors.isEmpty
    case .overview: return mode != .overview
    case .panel(let panel): return mode != .alone(panel)
    case .open: return mode == .overview
    case .nextPanel, .previousPanel: return !isHelp
    case .up, .down, .pageUp, .pageDown, .top, .bottom: return isHelp || reach.count > 0
    case .previousMigration, .nextMigration: return !isHelp && picture.snapshot.migrations.count > 1
    case .nextSpan, .previousSpan: return !isHelp && picture.snapshot.first != nil
    }
  }

  private var reach: Reach {
    let focused = focused
    return content(of: focused.panel).reach(focused.form, width: size.width - 2)
  }

  private mutating func perform(_ command: Command) -> Effect {
    switch command {
    case .quit: return .quit
    case .suspend: return .suspend
    case .repaint: return .repaint
    case .help: toggleHelp()
    case .back: stepBack()
    case .overview: mode = .overview
    case .panel(let panel): open(panel)
    case .open: open(focused.panel)
    case .nextPanel: moveFocus(by: 1)
    case .previousPanel: moveFocus(by: -1)
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -page)
    case .pageDown: move(by: page)
    case .top: move(by: .min)
    case .bottom: move(by: .max)
    case .previousMigration: moveMigration(by: -1)
    case .nextMigration: moveMigration(by: 1)
    case .nextSpan: moveSpan(by: 1)
    case .previousSpan: moveSpan(by: -1)
    case .pause: togglePause()
    }
    return .draw
  }

  private mutating func toggleHelp() {
    if case .help(let under, _) = mode { mode = under } else { mode = .help(over: mode, top: 0) }
  }

  private mutating func open(_ panel: Panel) {
    mode = .alone(panel)
    focus = panel
  }

  /// Closes the help, leaves a panel, lets go of a selection: one of them at a time.
  private mutating func stepBack() {
    if case .help(let under, _) = mode { return mode = under }
    let panel = focused.panel
    let isAlone = mode != .overview
    mode = .overview
    if isAlone || cursors.hold(panel) { return release(panel) }
    cursors.releaseAll()
    hold = nil
  }

  private mutating func release(_ panel: Panel) {
    cursors.release(panel)
    if panel == .log { hold = nil }
  }

  private mutating func moveFocus(by step: Int) {
    if case .alone(let panel) = mode {
      let panels = Panel.allCases
      let index = (panels.firstIndex(of: panel) ?? 0) + step
      return open(panels[(index + panels.count) % panels.count])
    }
    let panels = overview(width: size.width, height: size.height).places.map(\.panel)
    guard let now = focused(among: panels), let index = panels.firstIndex(of: now) else { return }
    focus = panels[(index + step + panels.count) % panels.count]
  }

  private mutating func moveMigration(by step: Int) {
    let count = max(picture.snapshot.migrations.count, 1)
    choice.migration = ((choice.migration + step) % count + count) % count
    release(.migration)
    draw(picture.snapshot, picture.liveness)
  }

  private mutating func moveSpan(by step: Int) {
    choice.span = choice.span.moved(by: step)
    draw(picture.snapshot, picture.liveness)
  }

  private mutating func togglePause() {
    let newest = pause?.newest
    pause = pause == nil ? Pause() : nil
    if let newest { draw(newest.0, newest.1) }
  }

  private var page: Int { max(body(size.width, size.height).height / 2, 1) }

  /// Moves in the help, or the selection or the window of the focused panel.
  private mutating func move(by step: Int) {
    if case .help(let under, let top) = mode {
      let lines = Help(picture: picture, works: { _ in true }).lineCount
      let last = max(lines + 4 - body(size.width, size.height).height, 0)
      mode = .help(over: under, top: min(max(top.saturatingSum(step), 0), last))
      return
    }
    let (panel, form) = focused
    let reach = reach
    switch reach {
    case .nothing: break
    case .numbered: moveLog(by: step, reach)
    case .rows:
      // The first keystroke shows where one is in a list and does not move away from there.
      let start = form == .alone || step < 0 ? 0 : -1
      let now = position(in: panel, reach) ?? start
      cursors.choose(now.saturatingSum(step), in: panel, reach)
    case .lines(let count):
      let last = max(count + 2 - body(size.width, size.height).height, 0)
      let top = min(max((position(in: panel, reach) ?? 0).saturatingSum(step), 0), last)
      if top == 0 { cursors.release(panel) } else { cursors.choose(top, in: panel, reach) }
    }
  }

  /// While something is selected in the log it is held; beyond its newest line one follows again.
  private mutating func moveLog(by step: Int, _ reach: Reach) {
    let start = position(in: .log, reach) ?? reach.count - (step < 0 ? 0 : 1)
    let index = start.saturatingSum(step)
    if index >= reach.count { return release(.log) }
    if hold == nil {
      hold = LogPanel.Hold(
        entries: picture.snapshot.log, decoded: picture.snapshot.lines.decoded)
    }
    cursors.choose(index, in: .log, reach)
  }

  /// A click takes the focus, the wheel moves in what it is over.
  private mutating func point(_ x: Int, _ y: Int, _ button: MouseButton) -> Effect {
    if mode == .overview {
      let places = overview(width: size.width, height: size.height).places
      guard let place = places.first(where: { $0.rect.contains(x: x, y: y) }) else {
        return .nothing
      }
      focus = place.panel
    }
    switch button {
    case .left: break
    case .wheelUp: move(by: -3)
    case .wheelDown: move(by: 3)
    }
    return .draw
  }
}
