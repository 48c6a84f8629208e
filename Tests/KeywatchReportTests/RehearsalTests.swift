import Foundation
import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct RehearsalTests {
  private static let shared = KeyIdentity(key: 1)
  private static func time(_ text: String) -> Timestamp { SampleSnapshot.time(text) }

  private static func use(
    _ caller: String, api: Int? = 0, _ identity: KeyIdentity = shared,
    outcome: Outcome = .accepted, kind: Use.Kind = .request, source: String = "203.0.113.9",
    count: Int = 1
  ) -> Use {
    Use(
      caller: caller, api: api, identity: identity, outcome: outcome, kind: kind,
      place: Place(source: source, route: "/x", userAgent: "curl"), count: count,
      first: time("2026-11-02T14:02:11Z"), last: time("2026-11-03T14:02:11Z"))
  }

  private static func rehearsal(_ uses: [Use], operators: [String] = []) -> Rehearsal {
    var snapshot = SampleSnapshot.snapshot
    snapshot.uses = uses
    snapshot.callers = operators.map { CallerRow(caller: $0, isOperator: true, keys: []) }
    return Rehearsal(snapshot, without: shared)
  }

  @Test func `a caller that used the key would have broken, once however many APIs it used`() {
    let rehearsal = Self.rehearsal([
      Self.use("a", count: 2), Self.use("a", source: "203.0.113.7", count: 3),
      Self.use("a", api: 1), Self.use("b", count: 9), Self.use("c", KeyIdentity(key: 0)),
    ])
    #expect(rehearsal.broken == 2)
    #expect(!rehearsal.isSafe)
    #expect(rehearsal.losses.map(\.caller) == ["b", "a", "a"])
    #expect(rehearsal.losses[1].requests == 5)
    #expect(rehearsal.losses[1].rankedSources == ["203.0.113.7", "203.0.113.9"])
  }

  @Test func `what was refused, probed or tried out would not have broken`() {
    let rehearsal = Self.rehearsal(
      [
        Self.use("a", outcome: .rejected(.unspecified)), Self.use("b", kind: .probe),
        Self.use("c", kind: .tryOut), Self.use("d", kind: .notAttempt), Self.use("e"),
      ], operators: ["e"])
    #expect(rehearsal.broken == 0)
    #expect(rehearsal.isSafe)
    #expect(rehearsal.text(width: 100).hasPrefix("without shared, nothing would have broken\n"))
  }

  @Test(arguments: [KeyIdentity.unlabelled, .unknown])
  func `a request whose key is not named lets nothing be called safe`(identity: KeyIdentity) {
    let rehearsal = Self.rehearsal([Self.use("a", identity, count: 4)])
    #expect(rehearsal.broken == 0)
    #expect(!rehearsal.isSafe)
    #expect(rehearsal.text(width: 100).contains("4 accepted requests"))
  }

  @Test func `for programs it is written as the contract says`() throws {
    let rehearsal = Self.rehearsal([Self.use("a", count: 2), Self.use("a", .unlabelled)])
    #expect(
      String(decoding: rehearsal.json(), as: UTF8.self).filter { !$0.isWhitespace } == """
        {"without":"shared","would_break":1,"callers":[{"caller":"a","api":"tracking-ingest",\
        "requests":2,"first":"2026-11-02T14:02:11Z","last":"2026-11-03T14:02:11Z",\
        "sources":["203.0.113.9"]}],"others":0,"unclear":1}
        """)
  }
}
