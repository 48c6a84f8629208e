import KeywatchCore
import Testing

struct MigrationVerdictTests {
  /// The founding case: two weeks on the shared key, then the dedicated one.
  static func switched(at switchDay: Double = 15, until end: Double) -> [Traffic] {
    [
      Traffic(key: .shared, days: 0...switchDay),
      Traffic(key: .dedicated, days: (switchDay + 0.005)...end),
    ]
  }

  struct Case: CustomTestStringConvertible {
    let name: String
    let verdict: Verdict
    let steps: [StepStatus.State]
    let traffic: [Traffic]
    var now: Timestamp?
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "nothing at all", verdict: .notStarted,
      steps: [.pending, .pending, .pending, .pending], traffic: []),
    Case(
      name: "only the shared key", verdict: .notStarted,
      steps: [.pending, .pending, .pending, .pending], traffic: [Traffic(days: 0...3)]),
    Case(
      name: "the dedicated key tried out", verdict: .tested,
      steps: [.done, .pending, .pending, .pending],
      traffic: [
        Traffic(days: 0...3),
        Traffic(
          caller: "unattributed", key: .dedicated, place: "192.0.2.1 /test curl", days: 2...2,
          kind: .tryOut),
      ]),
    Case(
      name: "the operator's own use", verdict: .notStarted,
      steps: [.pending, .pending, .pending, .pending],
      traffic: [
        Traffic(days: 0...3),
        Traffic(caller: "us", key: .dedicated, place: "192.0.2.1 /x curl", days: 2...2),
      ]),
    Case(
      name: "both keys in use", verdict: .started, steps: [.done, .active, .pending, .pending],
      traffic: [Traffic(days: 0...3), Traffic(key: .dedicated, days: 2...3)]),
    Case(
      name: "switched an hour ago", verdict: .switching,
      steps: [.done, .active, .pending, .pending], traffic: switched(until: 15.05)),
    Case(
      name: "a place left behind", verdict: .switching,
      steps: [.done, .active, .pending, .pending],
      traffic: switched(until: 17.5) + [
        Traffic(place: "203.0.113.7 /import curl", days: 8...15, every: 1440)
      ]),
    Case(
      name: "switched for two days", verdict: .provisional,
      steps: [.done, .done, .active, .pending], traffic: switched(until: 17)),
    Case(
      name: "switched for six days", verdict: .confirmed,
      steps: [.done, .done, .done, .active], traffic: switched(until: 21)),
    Case(
      name: "six days after a short past", verdict: .provisional,
      steps: [.done, .done, .active, .pending], traffic: switched(at: 8, until: 14)),
    Case(
      name: "eight days after a short past", verdict: .confirmed,
      steps: [.done, .done, .done, .active], traffic: switched(at: 8, until: 16)),
    Case(
      name: "ten requests a day for a week", verdict: .switching,
      steps: [.done, .active, .pending, .pending],
      traffic: [
        Traffic(days: 0...15, every: 144), Traffic(key: .dedicated, days: 15.1...22, every: 144),
      ]),
    Case(
      name: "gone", verdict: .silent, steps: [.done, .blocked, .blocked, .pending],
      traffic: switched(until: 21), now: day(23)),
    Case(
      name: "back on the shared key after two days", verdict: .regressed,
      steps: [.done, .regressed, .regressed, .pending],
      traffic: switched(until: 17.5) + [Traffic(days: 17.2...17.4, every: 60)]),
    Case(
      name: "back on it after an hour", verdict: .started,
      steps: [.done, .active, .pending, .pending],
      traffic: switched(until: 15.06) + [Traffic(days: 15.05...15.055)]),
    Case(
      name: "back on it once, and clean for three times its longest pause", verdict: .confirmed,
      steps: [.done, .done, .done, .active],
      traffic: switched(until: 25) + [Traffic(days: 17.2...17.21)]),
    Case(
      name: "back on it once, and clean for less than that", verdict: .regressed,
      steps: [.done, .regressed, .regressed, .pending],
      traffic: switched(until: 22) + [Traffic(days: 17.2...17.21)]),
    Case(
      name: "a daily job that ended with the shared key", verdict: .confirmed,
      steps: [.done, .done, .done, .active],
      traffic: switched(until: 21) + [
        Traffic(place: "203.0.113.7 /import curl", days: 8...15, every: 1440)
      ]),
    Case(
      name: "never seen on the shared key", verdict: .confirmed,
      steps: [.done, .done, .done, .active], traffic: [Traffic(key: .dedicated, days: 0...8)]),
    Case(
      name: "server errors only", verdict: .notStarted,
      steps: [.done, .pending, .pending, .pending],
      traffic: [
        Traffic(days: 0...3), Traffic(key: .dedicated, days: 2...2.9, errors: 260),
      ]),
    Case(
      name: "refused within the hour", verdict: .switching,
      steps: [.done, .active, .pending, .pending],
      traffic: switched(until: 21) + [
        Traffic(key: .unknown, days: 20.99...20.99, refused: .unknown)
      ]),
    Case(
      name: "an unknown user of the shared key", verdict: .provisional,
      steps: [.done, .done, .active, .pending],
      traffic: switched(until: 21) + [
        Traffic(caller: "unattributed", place: "192.0.2.9 /batch curl", days: 18...18)
      ]),
    Case(
      name: "an unknown user before the switch", verdict: .confirmed,
      steps: [.done, .done, .done, .blocked],
      traffic: switched(until: 21) + [
        Traffic(caller: "unattributed", place: "192.0.2.9 /batch curl", days: 8...8)
      ]),
  ]

  @Test("each course of events has its verdict and its four steps", arguments: cases)
  func verdicts(_ course: Case) {
    let evidence = evidence(course.traffic, now: course.now)
    #expect(evidence.verdict == course.verdict)
    #expect(evidence.steps == course.steps)
  }

  @Test func `every verdict but cannot_tell is in the table`() {
    let seen = Set(Self.cases.map(\.verdict))
    #expect(seen == Set(Verdict.allCases).subtracting([.cannotTell]))
  }
}
