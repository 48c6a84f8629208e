import KeywatchCore
import Testing

struct MigrationCannotTellTests {
  private func check(
    _ reasons: [String], _ evidence: Evidence, _ location: SourceLocation = #_sourceLocation
  ) {
    let status = evidence.status
    #expect(status?.cannotTellBecause == reasons, sourceLocation: location)
    #expect((status?.verdict == .cannotTell) == !reasons.isEmpty, sourceLocation: location)
    #expect((status?.shareBound == nil) == !reasons.isEmpty, sourceLocation: location)
  }

  @Test func `a log of rejections says nothing of who works`() {
    check(["rejections_only"], evidence([Traffic(key: .unknown, days: 0...1, refused: .unknown)]))
    check(
      [],
      evidence([
        Traffic(key: .unknown, days: 0...1, refused: .unknown), Traffic(days: 0...1),
      ]))
  }

  @Test func `a log without key labels says nothing of keys`() {
    check(["no_labels"], evidence([Traffic(key: .unlabelled, days: 0...1)]))
    check(
      ["no_labels"],
      evidence([
        Traffic(key: .unlabelled, days: 0...1),
        Traffic(caller: "analytics-cron", api: .analyze, days: 0...1),
      ]))
    check([], evidence([Traffic(key: .unlabelled, days: 0...1), Traffic(days: 0...1)]))
  }

  @Test func `one address for all hides a caller that only its key names`() {
    let everybody = [
      Traffic(caller: "unattributed", place: "10.0.0.1 /batch requests", days: 0...3),
      Traffic(key: .dedicated, place: "10.0.0.1 /batch curl", days: 2...3, by: .holder),
    ]
    check(["one_address"], evidence(everybody))
    var named = everybody
    named[1].by = .rule
    check([], evidence(named))
    var elsewhere = everybody
    elsewhere[0].place = "10.0.0.2 /batch requests"
    check([], evidence(elsewhere))
  }

  @Test func `lines without times prove no silence`() {
    var timeless = evidence([Traffic(days: 0...1)])
    timeless.first = nil
    timeless.last = nil
    check(["no_times"], timeless)
  }

  @Test func `two keys with one label or one value are one`() {
    let traffic = [Traffic(days: 0...1)]
    check(["same_label"], evidence(traffic) { $0.keys[0].labels = ["Webhook_API_Key"] })
    check(["same_label"], evidence(traffic) { $0.keys[0].fingerprint = $0.keys[1].fingerprint })
    check(["same_label"], evidence(traffic) { $0.migrations[0].to = 1 })
  }

  @Test func `the steps are blocked and the sentence says why`() throws {
    let status = try #require(evidence([Traffic(key: .unlabelled, days: 0...1)]).status)
    #expect(status.steps.map(\.state) == [.pending, .blocked, .blocked, .pending])
    #expect(
      status.sentence
        == "This log does not say which key a request was accepted with, so a switch cannot be proved."
    )
    #expect(status.blocking == ["no accepted request names a key that keywatch knows"])
    #expect(
      status.next
        == "keywatch snippet flask; for other servers: keywatch snippet --help")
    #expect(status.earliest == nil)
  }

  @Test func `more requests without an identity than may be on the old key cap the verdict`() {
    let switched = MigrationVerdictTests.switched(until: 21)
    let some = evidence(switched + [Traffic(key: .unlabelled, days: 16...16.03)])
    #expect(some.verdict == .confirmed)
    let many = evidence(switched + [Traffic(key: .unlabelled, days: 16...17)])
    #expect(many.verdict == .provisional)
    #expect(
      many.status?.blocking == ["requests of steve-glen.com whose key the log does not say"])
  }
}
