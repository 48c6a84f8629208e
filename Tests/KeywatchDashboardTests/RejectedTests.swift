import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct RejectedTests {
  private func screen(
    _ fixture: Fixture, _ keystrokes: [Keystroke] = [.character("5")], _ height: Int = 36
  ) -> [String] {
    var dashboard = Dashboard(.init())
    dashboard.show(fixture.snapshot, fixture.liveness)
    _ = dashboard.update(.resize(width: 120, height: height))
    for keystroke in keystrokes { _ = dashboard.update(.keystroke(keystroke)) }
    return dashboard.frame(width: 120, height: height).text
  }

  private func fixture(
    _ reasons: [(reason: Reason, count: Int)], distinct: Int, newest: Reason
  ) -> Fixture {
    var fixture = Fixture.rich
    var source = fixture.snapshot.rejections.sources[0]
    source.rejected = reasons.reduce(0) { $0 + $1.count }
    (source.reasons, source.distinctKeys, source.lastReason) = (reasons, distinct, newest)
    fixture.snapshot.rejections.sources = [source]
    return fixture
  }

  @Test func `a source shows its most frequent reason and how many others it has`() {
    let fixture = fixture(
      [(.unknown, 3), (.missing, 2), (.scope, 1)], distinct: 0, newest: .scope)
    let lines = screen(fixture)
    #expect(lines[6].contains("unknown key +2") && !lines[6].contains("b81f03"))
    let text = lines.joined(separator: "\n")
    #expect(
      text.contains(
        "6 attempts, 3 unknown key, 2 no key, 1 wrong API; the log does not tell the values apart"))
    #expect(text.contains("newest:      wrong API on tracking-ingest, caller unattributed"))
    #expect(!text.contains("the same wrong request"))
  }

  @Test func `one reason and one value are the same wrong request`() {
    let text = screen(fixture([(.unknown, 41)], distinct: 1, newest: .unknown)).joined()
    #expect(text.contains("the same wrong request 41 times"))
  }

  @Test func `attempts without a key are no value`() {
    let text = screen(fixture([(.missing, 9_811)], distinct: 0, newest: .missing)).joined()
    #expect(text.contains("9,811 attempts, all no key "))
  }

  @Test func `unknown keys that cannot be told apart have no number of values`() {
    var fixture = Fixture.rich
    for i in fixture.snapshot.keys.indices where fixture.snapshot.keys[i].identity == .unknown {
      fixture.snapshot.keys[i].distinct = 0
    }
    #expect(screen(.rich, []).joined().contains("▲ unknown"))
    #expect(!screen(fixture, [.character("1")]).joined().contains("0 distinct"))
  }

  @Test func `alarms take what the list can spare and say how many are missing`() {
    var fixture = Fixture.alarms
    let alarm = fixture.snapshot.alarms[2]
    fixture.snapshot.alarms += [Alarm](repeating: alarm, count: 17)
    for i in 0..<40 {
      var source = fixture.snapshot.rejections.sources[6]
      source.source = "192.0.2.\(i)"
      fixture.snapshot.rejections.sources.append(source)
    }
    let lines = screen(fixture)
    let shown = lines.count { $0.contains("keys being guessed") || $0.contains(" of many ") }
    let missing = 18 - shown
    #expect(shown > 8)
    #expect(lines.contains { $0.hasPrefix("│ +\(missing) more ") })
  }
}
