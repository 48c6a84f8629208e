import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct CallerLineTests {
  private func lines(_ fixture: Fixture) -> [CallerLine] {
    CallerLine.lines(
      fixture.snapshot, fixture.snapshot.migrations.first, UnclearUses(fixture.snapshot),
      now: Fixture.now)
  }

  private func prospects(_ fixture: Fixture) -> [String: CallerLine.Prospect] {
    return Dictionary(lines(fixture).map { ($0.row.caller, $0.prospect) }) { first, _ in first }
  }

  @Test func `who breaks follows from the keys a caller's accepted requests came with`() {
    #expect(
      prospects(.rich) == [
        "steve-glen.com": .mixed, "zapier-prod": .breaks, "metabase": .breaks,
        "analytics-cron": .breaks,
        "n8n.internal": .breaks, "unattributed": .refused, "us": .unaffected,
      ])
  }

  @Test func `a caller that has long been on another key is ready`() {
    var fixture = Fixture.rich
    let quiet = fixture.snapshot.callers.firstIndex { $0.caller == "zapier-prod" } ?? 0
    fixture.snapshot.callers[quiet].keys[0].last = Fixture.ago(8 * 86_400)
    #expect(prospects(fixture)["zapier-prod"] == .breaks)
    fixture.snapshot.callers[quiet].keys.append(
      CallerRow.KeyUse(identity: Fixture.dedicated, accepted: 900, last: Fixture.now))
    #expect(prospects(fixture)["zapier-prod"] == .ready)
  }

  @Test func `for the caller that moves the verdict decides`() {
    var fixture = Fixture.rich
    fixture.snapshot.migrations[0].verdict = .confirmed
    #expect(prospects(fixture)["steve-glen.com"] == .ready)
  }

  @Test func `once old values are told apart only they are in the way`() {
    var fixture = Fixture.rich
    fixture.snapshot.uses = [
      Use(
        caller: "zapier-prod", api: 1, identity: Fixture.shared, previousValue: true, count: 7,
        first: Fixture.ago(99), last: Fixture.ago(9))
    ]
    let lines = lines(fixture)
    #expect(lines.first { $0.row.caller == "zapier-prod" }?.old == 7)
    #expect(lines.first { $0.row.caller == "metabase" }?.prospect == .ready)
  }

  @Test func `those that break come first and those that were refused last`() {
    let names = lines(.rich).map(\.row.caller)
    #expect(names.first == "steve-glen.com")
    #expect(names.last == "unattributed")
  }

  @Test func `once the old key is rotated nobody breaks`() {
    var fixture = Fixture.rich
    fixture.snapshot.migrations[0].steps[3].state = .done
    #expect(!prospects(fixture).values.contains { $0 == .mixed || $0 == .breaks })
    #expect(prospects(fixture)["metabase"] == .ready)
  }

  @Test func `where the migration finds nothing in the way of a rotation nobody breaks`() {
    var fixture = Fixture.rich
    fixture.snapshot.migrations[0].blockingRotation = []
    #expect(!prospects(fixture).values.contains { $0 == .mixed || $0 == .breaks })
  }

  @Test func `a caller whose keys the log does not tell is not called ready`() {
    var fixture = Fixture.unlabelled
    #expect(prospects(fixture)["metabase"] == .unclear)
    #expect(prospects(fixture)["zapier-prod"] == .breaks)
    fixture.snapshot.migrations[0].blockingRotation = []
    #expect(prospects(fixture)["metabase"] == .unclear)
    fixture.snapshot.migrations[0].steps[3].state = .done
    #expect(prospects(fixture)["metabase"] == .ready)
  }

  @Test func `where the migration cannot tell nobody is called ready`() {
    var fixture = Fixture.rich
    fixture.snapshot.migrations[0].blockingRotation = []
    fixture.snapshot.migrations[0].cannotTellBecause = ["same_label"]
    #expect(prospects(fixture)["metabase"] == .unclear)
    let picture = Picture(fixture.snapshot, fixture.liveness, Choice(), glyphs: .unicode)
    #expect(CallersPanel(picture: picture).note(.box).map(\.style.role) == [.warn])
    fixture.snapshot.callers = fixture.snapshot.callers.filter { $0.caller == "unattributed" }
    let refused = Picture(fixture.snapshot, fixture.liveness, Choice(), glyphs: .unicode)
    #expect(CallersPanel(picture: refused).note(.box).map(\.style.role) == [.warn])
  }

  @Test func `one unclear request in hundreds leaves a judgement standing`() {
    var fixture = Fixture.rich
    let metabase = fixture.snapshot.callers.firstIndex { $0.caller == "metabase" } ?? 0
    fixture.snapshot.callers[metabase].keys = [
      CallerRow.KeyUse(identity: Fixture.dedicated, accepted: 999, last: Fixture.now),
      CallerRow.KeyUse(identity: .unlabelled, accepted: 1, last: Fixture.now),
    ]
    fixture.snapshot.uses.append(
      Use(
        caller: "metabase", api: 3, identity: .unlabelled, first: Fixture.now, last: Fixture.now))
    #expect(prospects(fixture)["metabase"] == .ready)
  }

  @Test func `without a migration nobody is judged`() {
    #expect(Set(prospects(.noMigrations).values) == [.unaffected])
  }
}
