import KeywatchCore
import Testing

struct MigrationStepsTests {
  @Test func `a step knows since when it is what it is`() throws {
    let steps = try #require(evidence(MigrationVerdictTests.switched(until: 21)).status?.steps)
    #expect(steps.map(\.step) == [1, 2, 3, 4])
    #expect(steps.map(\.name) == ["add", "switch", "monitor", "rotate"])
    #expect(steps[0].since == day(15.005))
    // The 293rd and the 1,493rd slot after the last use of the shared key.
    #expect(steps[1].since == hour(15 * 24 + 293.0 / 12))
    #expect(steps[2].since == hour(15 * 24 + 1493.0 / 12))
  }

  @Test func `progress is that of the gate farthest from being met`() throws {
    let steps = try #require(evidence(MigrationVerdictTests.switched(until: 15.5)).status?.steps)
    let share = try #require(steps[1].progress)
    #expect(abs(share - 143.0 / 293) < 1e-12)
    #expect(steps[2].progress == nil)
    let later = try #require(evidence(MigrationVerdictTests.switched(until: 17)).status?.steps)
    #expect(later[1].progress == 1)
    let certainty = try #require(later[2].progress)
    #expect(abs(certainty - 575.0 / 1493) < 1e-12)
  }

  @Test func `the earliest confirmation is foretold from the present rate`() throws {
    let soon = try #require(evidence(MigrationVerdictTests.switched(until: 17)).status)
    let expected = try #require(soon.earliest)
    let reached = hour(15 * 24 + 1493.0 / 12)
    #expect(abs(expected.since(reached)) < 30 * 60_000)
    #expect(evidence(MigrationVerdictTests.switched(until: 21)).status?.earliest == nil)
    #expect(evidence([Traffic(days: 0...3)]).status?.earliest == nil)
  }

  @Test func `an alarm of the caller since the switch keeps step 3 from being done`() throws {
    let slip = Traffic(key: .missing, days: 18...18, refused: .missing)
    let after = try #require(evidence(MigrationVerdictTests.switched(until: 21) + [slip]).status)
    #expect(after.verdict == .confirmed)
    #expect(after.steps[2].state == .active)
    #expect(
      after.steps[2].evidence.first == "alarm missing: 1 of its requests, last 2 d 23 h ago")
    let before = Traffic(key: .missing, days: 12...12, refused: .missing)
    #expect(evidence(MigrationVerdictTests.switched(until: 21) + [before]).steps[2] == .done)
  }

  @Test func `a new key that succeeds less often keeps step 3 from being done`() throws {
    let errors = Traffic(
      key: .dedicated, place: "198.51.100.8 /batch steve-glen", days: 18...18.2, errors: 58)
    let status = try #require(evidence(MigrationVerdictTests.switched(until: 21) + [errors]).status)
    #expect(status.steps[2].state == .active)
    #expect(
      status.steps[2].evidence.first
        == "96.7 % of its requests succeed on dedicated, 100 % did on shared")
  }

  @Test func `a hole is taken off and named`() throws {
    let traffic = [
      Traffic(key: .shared, days: 0...15), Traffic(key: .dedicated, days: 15.005...17),
      Traffic(key: .dedicated, days: 19...22),
    ]
    let whole = try #require(evidence(traffic).status)
    let holed = try #require(evidence(traffic, holes: [17...19]).status)
    #expect(whole.silenceSeconds - holed.silenceSeconds == 2 * 86_400)
    #expect(holed.slots == whole.slots)
    #expect(
      holed.steps[2].evidence.contains("2 d of holes in the log are taken off"))
    // What is hidden cannot be counted as the caller's silence either.
    let gone = [Traffic(key: .shared, days: 0...15), Traffic(key: .dedicated, days: 15.1...17)]
    #expect(evidence(gone, now: day(19)).verdict == .silent)
    #expect(evidence(gone, now: day(19), holes: [17...18.5]).verdict == .provisional)
  }

  @Test func `a hole before the switch shortens the gap in it and not the proof`() throws {
    let traffic = [
      Traffic(key: .shared, days: 0...10), Traffic(key: .shared, days: 13...16),
      Traffic(key: .dedicated, days: 16.005...22),
    ]
    // Nine days of silence are asked for after a gap of three; none after a hole in its place.
    #expect(evidence(traffic).verdict == .switching)
    #expect(evidence(traffic, holes: [10...13]).verdict == .provisional)
  }

  @Test func `each migration has its own status`() {
    let two = evidence([
      Traffic(key: .dedicated, days: 0...1),
      Traffic(caller: "analytics-cron", api: .analyze, days: 0...1),
    ]) { $0.migrations.append(Migration(caller: 2, api: 2, from: 1, to: 0)) }
    #expect(two.migrationStatuses().map(\.caller) == ["steve-glen.com", "analytics-cron"])
    #expect(two.migrationStatuses().map(\.api) == ["tracking-ingest", "analyze"])
    #expect(two.migrationStatuses().map(\.verdict) == [.switching, .notStarted])
  }

  @Test func `without migrations there is nothing to say`() {
    let none = evidence([Traffic(days: 0...1)]) { $0.migrations = [] }
    #expect(none.migrationStatuses().isEmpty)
    #expect(none.policies().isEmpty)
    #expect(none.alarms().isEmpty)
  }

  @Test func `a migration that points nowhere does no harm`() {
    let lost = evidence([Traffic(days: 0...1)]) {
      $0.migrations = [Migration(caller: 9, api: 9, from: 9, to: 8)]
    }
    #expect(lost.migrationStatuses().count == 1)
    #expect(lost.migrationStatuses().first?.next.isEmpty == false)
    #expect(lost.alarms().isEmpty)
  }
}
