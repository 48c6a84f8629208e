import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct DashboardTests {
  private func dashboard(_ fixture: Fixture = .rich, _ width: Int = 120, _ height: Int = 36)
    -> Dashboard
  {
    var dashboard = Dashboard(.init())
    dashboard.show(fixture.snapshot, fixture.liveness)
    _ = dashboard.update(.resize(width: width, height: height))
    return dashboard
  }

  private func text(_ dashboard: Dashboard, _ width: Int = 120, _ height: Int = 36) -> String {
    dashboard.frame(width: width, height: height).text.joined(separator: "\n")
  }

  /// A later snapshot with so many more requests, each one a line of the log.
  private func later(_ more: Int) -> Fixture {
    var fixture = Fixture.rich
    fixture.snapshot.accepted += more
    fixture.snapshot.lines.decoded += more
    fixture.snapshot.keys[0].accepted += more
    var entry = fixture.snapshot.log[0]
    entry.path = "/api/tracking-ingest/newest"
    fixture.snapshot.log.append(entry)
    return fixture
  }

  @Test(
    "keystrokes have their effects",
    arguments: [
      (.character("q"), .quit), (.control("c"), .quit), (.control("z"), .suspend),
      (.control("l"), .repaint),
      (.character("r"), .repaint), (.character("?"), .draw), (.character("4"), .draw),
      (.tab, .draw),
      (.character("x"), .nothing), (.function(5), .nothing), (.escape, .nothing), (.left, .nothing),
    ] as [(Keystroke, Effect)])
  func effects(keystroke: Keystroke, wanted: Effect) {
    var dashboard = dashboard()
    #expect(dashboard.update(.keystroke(keystroke)) == wanted)
  }

  @Test func `before anything was shown there is a picture`() {
    let frame = Dashboard(.init()).frame(width: 80, height: 24).text.joined(separator: "\n")
    #expect(frame.contains("WAITING"))
    #expect(frame.contains("No migration is configured"))
  }

  @Test func `a pause holds the picture and counts what came in`() {
    var dashboard = dashboard()
    _ = dashboard.update(.keystroke(.character(" ")))
    let before = text(dashboard)
    #expect(before.contains("PAUSED +0"))
    dashboard.show(later(4321).snapshot, later(4321).liveness)
    #expect(text(dashboard).contains("PAUSED +4,321"))
    #expect(!text(dashboard).contains("/newest"))
    _ = dashboard.update(.keystroke(.character(" ")))
    #expect(text(dashboard).contains("/newest"))
    #expect(!text(dashboard).contains("PAUSED"))
  }

  @Test func `the log is held where it was scrolled to and follows again at its end`() {
    var dashboard = dashboard()
    #expect(text(dashboard).contains(" following "))
    for _ in 0..<3 { _ = dashboard.update(.keystroke(.up)) }
    dashboard.show(later(17).snapshot, later(17).liveness)
    #expect(text(dashboard).contains(" held +17 "))
    #expect(!text(dashboard).contains("/newest"))
    for _ in 0..<3 { _ = dashboard.update(.keystroke(.down)) }
    #expect(text(dashboard).contains(" following "))
    #expect(text(dashboard).contains("/newest"))
  }

  @Test func `the end and Esc let the log follow`() {
    for keystroke in [Keystroke.character("G"), .end, .escape] {
      var dashboard = dashboard()
      _ = dashboard.update(.keystroke(.pageUp))
      #expect(text(dashboard).contains(" held "))
      _ = dashboard.update(.keystroke(keystroke))
      #expect(text(dashboard).contains(" following "))
    }
  }

  @Test func `a selected row is held when the order changes`() {
    var dashboard = dashboard()
    for keystroke in [Keystroke.character("4"), .down, .down] {
      _ = dashboard.update(.keystroke(keystroke))
    }
    #expect(text(dashboard).contains("metabase  "))
    var fixture = Fixture.rich
    fixture.snapshot.callers.swapAt(1, 3)
    dashboard.show(fixture.snapshot, fixture.liveness)
    let frame = dashboard.frame(width: 120, height: 36)
    let selected = frame.text.indices.filter {
      frame.row($0)[$0 * 120 + 5].style.role == .selection
    }
    #expect(selected.map { frame.text[$0].contains("metabase") } == [true])
  }

  @Test func `Esc leaves the help, then the panel, and stays at home`() {
    var dashboard = dashboard()
    for keystroke in [Keystroke.character("4"), .down, .character("?")] {
      _ = dashboard.update(.keystroke(keystroke))
    }
    #expect(text(dashboard).contains("Esc closes"))
    _ = dashboard.update(.keystroke(.escape))
    #expect(dashboard.mode == .alone(.callers))
    #expect(text(dashboard).contains("2 of 7"))
    _ = dashboard.update(.keystroke(.escape))
    #expect(dashboard.mode == .overview)
    #expect(dashboard.update(.keystroke(.escape)) == .nothing)
  }

  @Test func `q closes the help and ^C leaves from there too`() {
    var dashboard = dashboard()
    _ = dashboard.update(.keystroke(.character("?")))
    #expect(dashboard.update(.keystroke(.control("c"))) == .quit)
    #expect(dashboard.update(.keystroke(.character("q"))) == .draw)
    #expect(dashboard.mode == .overview)
    #expect(dashboard.update(.keystroke(.character("q"))) == .quit)
  }

  @Test func `without new lines the header says when the last one came and not a rate`() {
    for mode in [Liveness.Mode.stale, .waiting, .ended] {
      var fixture = Fixture.rich
      fixture.liveness.mode = mode
      fixture.liveness.requestsPerSecond = 312
      fixture.snapshot.last = Fixture.ago(130)
      let header = dashboard(fixture).frame(width: 120, height: 36).text[0]
      #expect(header.contains("last 2m ago") && !header.contains("/s"))
    }
  }

  @Test func `that nothing is saved comes before a source's fault`() {
    var fixture = Fixture.degraded
    fixture.liveness.mode = .unsaved
    fixture.liveness.reason = "the disk is full"
    let screen = dashboard(fixture).frame(width: 120, height: 36).text
    #expect(screen[1].hasPrefix(" ✗ Not saved: the disk is full, since "))
    #expect(screen[0].contains("✗ 1/2 sources"))
  }

  @Test func `an ended run says why, and without lines one age is enough`() {
    var fixture = Fixture.rich
    fixture.liveness.mode = .ended
    fixture.liveness.reason = "the demo has ended; q leaves"
    fixture.liveness.modeSince = Fixture.ago(60)
    var screen = dashboard(fixture).frame(width: 120, height: 36).text
    #expect(screen[0].contains(" ENDED "))
    #expect(screen[1] == " · Ended: the demo has ended; q leaves")
    screen = dashboard(.stale).frame(width: 120, height: 36).text
    #expect(screen[1] == " ! Stale: no line for 14 minutes")
  }

  @Test func `the header says where the alarms are where it has room`() {
    #expect(text(dashboard(.alarms)).contains("! 3 alarms (5)"))
    let narrow = text(dashboard(.alarms, 80, 24), 80, 24)
    #expect(narrow.contains("! 3 alarms ") && !narrow.contains("(5)"))
  }

  @Test func `a span longer than what there is is named by what there is`() {
    var fixture = Fixture.rich
    fixture.snapshot.first = Fixture.ago(120)
    var dashboard = dashboard(fixture)
    for _ in 0..<3 {
      _ = dashboard.update(.keystroke(.character("t")))
      #expect(text(dashboard).contains("LAST 2m") && text(dashboard).contains("─ last 2m ─"))
    }
  }

  @Test func `a table that is cut says how many rows are missing`() {
    let screen = dashboard().frame(width: 120, height: 36).text
    #expect(screen.contains { $0.hasSuffix(" +4 more ─╯") })
    let rule = dashboard(.rich, 80, 24).frame(width: 80, height: 24).text
    #expect(rule.contains { $0.hasPrefix("─ 5 Rejected +5 ─") })
    #expect(!text(dashboard(.rich, 200, 60), 200, 60).contains(" more ─"))
  }

  @Test func `lines that hold no request are not passed over`() {
    var fixture = Fixture.empty
    #expect(text(dashboard(fixture)).contains("─ no request yet ─"))
    fixture.snapshot.lines.undecodedByReason[0] = 600
    #expect(text(dashboard(fixture)).contains("─ no request in 600 lines, see 7 ─"))
  }

  @Test func `Tab goes through the panels on the screen and back with Shift`() {
    var dashboard = dashboard(.rich, 80, 24)
    func focus() -> String {
      let frame = dashboard.frame(width: 80, height: 24)
      let y = frame.text.indices.first { frame.row($0)[$0 * 80 + 40].style.role == .accent }
      return y.map { String(frame.text[$0].dropFirst(2).prefix(6)) } ?? ""
    }
    var seen = [focus()]
    for _ in 0..<4 {
      _ = dashboard.update(.keystroke(.tab))
      seen.append(focus())
    }
    #expect(seen == ["6 Live", "1 Keys", "2 Migr", "5 Reje", "6 Live"])
    _ = dashboard.update(.keystroke(.backTab))
    #expect(focus() == "5 Reje")
  }

  @Test func `Enter opens the panel that has the focus`() {
    var dashboard = dashboard()
    for keystroke in [Keystroke.tab, .tab, .enter] { _ = dashboard.update(.keystroke(keystroke)) }
    #expect(dashboard.mode == .alone(.migration))
    _ = dashboard.update(.keystroke(.character("0")))
    #expect(dashboard.mode == .overview)
  }

  @Test func `left and right choose among migrations and are shown only then`() {
    #expect(!text(dashboard()).contains("migration  "))
    var dashboard = dashboard(.several)
    #expect(text(dashboard).contains("Migration 1 of 3"))
    #expect(text(dashboard).contains("←→ migration"))
    _ = dashboard.update(.keystroke(.left))
    #expect(text(dashboard).contains("Migration 3 of 3"))
    _ = dashboard.update(.keystroke(.right))
    #expect(text(dashboard).contains("Migration 1 of 3"))
  }

  @Test func `the most urgent migration speaks first whichever is chosen`() {
    #expect(text(dashboard(.several)).contains("✗ zapier-prod is back on shared"))
  }

  @Test func `a click takes the focus and the wheel scrolls what it is over`() {
    var dashboard = dashboard()
    #expect(dashboard.update(.mouse(x: 100, y: 17, button: .left)) == .draw)
    _ = dashboard.update(.keystroke(.enter))
    #expect(dashboard.mode == .alone(.callers))
    _ = dashboard.update(.keystroke(.escape))
    _ = dashboard.update(.mouse(x: 10, y: 30, button: .wheelUp))
    #expect(text(dashboard).contains(" held "))
    #expect(dashboard.update(.mouse(x: 0, y: 0, button: .left)) == .nothing)
  }

  @Test func `where there is a source's fault it says what, why and since when`() {
    let screen = text(dashboard(.degraded))
    #expect(screen.contains("✗ doctl apps logs 7f3a web --follow: exit status 1: token expired"))
    #expect(screen.contains("since 09:39:15 (2m)"))
    #expect(screen.contains("DEGRADED") && screen.contains("✗ 1/2 sources"))
  }

  @Test func `the demo says that its clock is simulated at every width`() {
    for (width, height) in [(60, 16), (80, 24), (99, 30)] {
      let screen = text(dashboard(.demo, width, height), width, height)
      #expect(screen.contains("DEMO 1 s = 93 min"))
      if width >= 80 { #expect(screen.contains("6.3/s") && screen.contains("09:41:27Z")) }
    }
    for (width, height) in [(100, 36), (200, 60)] {
      #expect(
        text(dashboard(.demo, width, height), width, height).contains(
          "DEMO, simulated clock, 1 s = 93 min"))
    }
  }

  @Test func `alarms leave room for the rate in the demo`() {
    var fixture = Fixture.demo
    fixture.snapshot.alarms = [Alarm](repeating: Fixture.alarms.snapshot.alarms[0], count: 10)
    let header = dashboard(fixture, 80, 24).frame(width: 80, height: 24).text[0]
    #expect(header.contains("! 10 alarms") && header.contains("6.3/s"))
  }

  @Test func `below the least size it says what it needs and has`() {
    #expect(text(dashboard(), 59, 16).contains("needs 60x16, has 59x16"))
    #expect(text(dashboard(), 60, 15).contains("needs 60x16, has 60x15"))
  }
}
