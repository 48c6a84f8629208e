import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct CallerLineTests {
  private func prospects(_ fixture: Fixture) -> [String: CallerLine.Prospect] {
    let lines = CallerLine.lines(
      fixture.snapshot, fixture.snapshot.migrations.first, now: Fixture.now)
    return Dictionary(lines.map { ($0.row.caller, $0.prospect) }) { first, _ in first }
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
    let lines = CallerLine.lines(
      fixture.snapshot, fixture.snapshot.migrations.first, now: Fixture.now)
    #expect(lines.first { $0.row.caller == "zapier-prod" }?.old == 7)
    #expect(lines.first { $0.row.caller == "metabase" }?.prospect == .ready)
  }

  @Test func `those that break come first and those that were refused last`() {
    let fixture = Fixture.rich
    let names = CallerLine.lines(
      fixture.snapshot, fixture.snapshot.migrations.first, now: Fixture.now
    ).map(\.row.caller)
    #expect(names.first == "steve-glen.com")
    #expect(names.last == "unattributed")
  }

  @Test func `without a migration nobody is judged`() {
    #expect(Set(prospects(.noMigrations).values) == [.unaffected])
  }
}
