import KeywatchCore
import Testing

/// Step 4: the old value of the shared key, on all APIs; the caller switched at day 15 and is clean.
struct MigrationRotationTests {
  private static let clean = switched(until: 24)
  private static let cleanMarked = switched(until: 24, previous: true)

  private static func switched(until end: Double, previous: Bool = false) -> [Traffic] {
    var traffic = MigrationVerdictTests.switched(until: end)
    traffic[0].previous = previous
    return traffic
  }

  private static func cron(
    _ days: ClosedRange<Double>, previous: Bool = false, refused: Reason? = nil,
    key: Traffic.Key = .shared
  ) -> Traffic {
    Traffic(
      caller: "analytics-cron", key: key, api: .analyze, place: "10.0.0.5 /summary cron",
      days: days, refused: refused, previous: previous)
  }

  private func step4(_ evidence: Evidence) -> StepStatus? { evidence.status?.steps.last }

  @Test func `another caller on the shared key blocks the rotation`() throws {
    let status = try #require(evidence(Self.clean + [Self.cron(0...24)]).status)
    #expect(status.verdict == .confirmed)
    #expect(status.blocking.isEmpty)
    #expect(status.steps.map(\.state) == [.done, .done, .done, .blocked])
    #expect(
      status.blockingRotation
        == ["analytics-cron uses shared on analyze from 10.0.0.5 /summary cron, just now"])
    #expect(
      status.sentence == "steve-glen.com: confirmed on dedicated; at most 1 in 173 still uses"
        + " shared. Do not rotate: 1 caller would break.")
    #expect(
      status.next == "Give analytics-cron the new value of shared before the old one goes.")
  }

  @Test func `the caller's own use of the shared key on another API blocks it too`() throws {
    let links = Traffic(api: .links, place: "198.51.100.7 /new steve-glen", days: 0...24)
    let status = try #require(evidence(Self.clean + [links]).status)
    #expect(status.verdict == .confirmed)
    #expect(
      status.blockingRotation
        == [
          "steve-glen.com uses shared on link-tracking from 198.51.100.7 /new steve-glen, just now"
        ])
  }

  @Test func `with labels alone step 4 stays active and says so`() throws {
    let labels = evidence(Self.clean + [Self.cron(0...24)]) { $0.keys[1].fingerprint = nil }
    let step = try #require(step4(labels))
    #expect(step.state == .active)
    #expect(
      step.evidence == [
        "the log names shared by label only: its old value cannot be told from a new one",
        "analytics-cron uses shared on analyze from 10.0.0.5 /summary cron, just now",
      ])
  }

  @Test func `only the old value counts once a fingerprint tells it apart`() {
    let overlap = evidence(
      Self.cleanMarked + [Self.cron(0...24, previous: true), Self.cron(22...24)])
    #expect(step4(overlap)?.state == .blocked)
    let moved = evidence(
      Self.cleanMarked + [Self.cron(0...22, previous: true), Self.cron(22.01...24)])
    #expect(moved.status?.blockingRotation == [])
    #expect(step4(moved)?.state == .done)
    #expect(step4(moved)?.since == day(22.01))
  }

  @Test func `a day must pass after the replacement`() {
    let fresh = evidence(
      Self.cleanMarked + [Self.cron(0...23.5, previous: true), Self.cron(23.51...24)])
    #expect(step4(fresh)?.state == .active)
  }

  @Test func `a caller that worked and is refused since the rotation is a regression`() throws {
    let broken = evidence(
      Self.cleanMarked + [
        Self.cron(0...22, previous: true),
        Self.cron(22.01...24, refused: .unknown, key: .unknown),
        Traffic(caller: "us-worker", api: .db, place: "10.0.0.9 /q app", days: 22.005...24),
      ])
    let step = try #require(step4(broken))
    #expect(step.state == .regressed)
    #expect(step.since == day(22.01))
    #expect(
      step.evidence == ["analytics-cron (10.0.0.5) is refused on analyze for 47 h"])
    #expect(broken.status?.next == "Give analytics-cron the new value of shared.")
  }

  @Test func `step 4 is not done when the caller went down with the old key`() {
    let half = evidence(
      Self.switched(until: 22, previous: true) + [
        Traffic(key: .dedicated, days: 22.1...24, every: 60),
        Self.cron(0...22, previous: true), Self.cron(22.01...24),
      ])
    #expect(step4(half)?.state == .active)
  }

  @Test func `uses tallied before the replacement was known do not date it`() {
    let live = evidence(
      Self.clean + [
        Self.cron(0...22), Self.cron(22.01...22.5, previous: true), Self.cron(22.3...24),
      ])
    #expect(step4(live)?.state == .done)
    #expect(step4(live)?.since == day(22.01))
  }

  @Test func `a refused shared key on one API alone is no rotation`() {
    let one = evidence([
      Traffic(days: 0...2), Traffic(key: .dedicated, days: 1...4),
      Traffic(place: "203.0.113.7 /x curl", days: 3...4, refused: .scope),
    ])
    #expect(one.policies().map(\.policy) == [.dedicatedOnly])
  }
}
