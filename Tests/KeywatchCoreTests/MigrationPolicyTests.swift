import KeywatchCore
import Testing

struct MigrationPolicyTests {
  typealias Policy = PolicyObservation.Policy

  struct Case: CustomTestStringConvertible {
    let name: String
    let policy: Policy
    var since: Timestamp?
    let traffic: [Traffic]
    var testDescription: String { name }
  }

  private static let others = Traffic(
    caller: "analytics-cron", api: .analyze, place: "10.0.0.5 /summary cron", days: 0...5)
  private static func test(_ key: Traffic.Key, _ day: Double, _ refused: Reason? = nil) -> Traffic {
    Traffic(
      caller: "unattributed", key: key, place: "192.0.2.1 /test curl", days: day...day,
      refused: refused, kind: .tryOut)
  }
  private static func refused(_ key: Traffic.Key, _ days: ClosedRange<Double>, _ why: Reason)
    -> Traffic
  {
    Traffic(key: key, days: days, refused: why)
  }

  static let cases: [Case] = [
    Case(name: "nothing", policy: .unknown, traffic: []),
    Case(
      name: "the other key untried", policy: .unknown, traffic: [Traffic(days: 0...5)]),
    Case(
      name: "both keys", policy: .both, since: day(2),
      traffic: [Traffic(days: 0...5), test(.dedicated, 2)]),
    Case(
      name: "cut over, refusals labelled", policy: .literal, since: day(2.01),
      traffic: [
        others, Traffic(days: 0...2), test(.dedicated, 2.005),
        refused(.shared, 2.01...5, .activeRefused),
      ]),
    Case(
      name: "cut over, refusals unknown", policy: .literal, since: day(2.01),
      traffic: [
        others, Traffic(days: 0...2), test(.dedicated, 2.005),
        refused(.unknown, 2.01...5, .unknown),
      ]),
    Case(
      name: "a mistyped key at the switch", policy: .both, since: day(1),
      traffic: [
        others, Traffic(days: 0...2), test(.dedicated, 1), refused(.unknown, 2.01...5, .unknown),
      ]),
    Case(
      name: "shared key taken off after the move", policy: .dedicatedOnly, since: day(4),
      traffic: [
        others, Traffic(days: 0...2), Traffic(key: .dedicated, days: 1...5),
        Traffic(place: "203.0.113.7 /x curl", days: 4...5, refused: .scope),
      ]),
    Case(
      name: "dedicated key not loaded", policy: .sharedOnly, since: day(2),
      traffic: [Traffic(days: 0...5), test(.dedicated, 2, .activeRefused)]),
    Case(
      name: "dedicated key lost", policy: .sharedOnly, since: day(3.01),
      traffic: [
        Traffic(days: 0...5), Traffic(key: .dedicated, place: "203.0.113.7 /x curl", days: 2...3),
        Traffic(
          key: .unknown, place: "203.0.113.7 /x curl", days: 3.01...5, refused: .unknown),
      ]),
    Case(
      name: "shared key refused everywhere", policy: .rotated, since: day(5.01),
      traffic: [
        others, Traffic(days: 0...2), Traffic(key: .dedicated, days: 1...6),
        Traffic(days: 5.005...5.1, refused: .retired),
        Traffic(
          caller: "analytics-cron", api: .analyze, place: "10.0.0.5 /summary cron",
          days: 5.01...6, refused: .retired),
      ]),
    Case(
      name: "shared value replaced", policy: .rotated, since: day(3.01),
      traffic: [
        Traffic(days: 0...3, previous: true), Traffic(days: 3.01...5),
        Traffic(key: .dedicated, days: 1...5),
      ]),
    Case(
      name: "old and new shared values overlap", policy: .both, since: day(1),
      traffic: [
        Traffic(days: 0...5, previous: true), Traffic(days: 3.01...5),
        Traffic(key: .dedicated, days: 1...5),
      ]),
  ]

  @Test("each kind of traffic shows its policy", arguments: cases)
  func policies(_ course: Case) {
    let policies = evidence(course.traffic).policies()
    #expect(
      policies == [
        PolicyObservation(api: "tracking-ingest", policy: course.policy, since: course.since)
      ])
  }

  @Test func `every policy is in the table`() {
    #expect(Set(Self.cases.map(\.policy)) == Set(Policy.allCases))
  }

  @Test func `an API with one key has no policy to find out`() {
    let one = evidence([]) { $0.keys[1].apis = [1] }
    #expect(one.policies().isEmpty)
    let twice = evidence([]) { $0.migrations.append($0.migrations[0]) }
    #expect(twice.policies().count == 1)
  }

  @Test func `a literal server blocks step 1, names who is down and raises the alarm`() throws {
    var others = Self.others
    others.days = 0...2.06
    let traffic = [
      others, Traffic(days: 0...2), Self.test(.dedicated, 2.005),
      Self.refused(.unknown, 2.01...2.06, .unknown),
    ]
    let down = evidence(traffic)
    let status = try #require(down.status)
    #expect(status.steps[0].state == .blocked)
    #expect(status.steps[0].since == day(2.01))
    #expect(
      status.steps[0].evidence == [
        "shared has been refused on tracking-ingest for 1 h",
        "steve-glen.com worked with shared and is refused for 1 h (15×)",
      ])
    #expect(
      status.sentence
        == "steve-glen.com: shared has been refused on tracking-ingest for 1 h, 15 requests lost.")
    #expect(
      status.next
        == "Let the server accept both keys on tracking-ingest again,"
        + " or have steve-glen.com switch now."
    )
    let alarm = try #require(down.alarms().first)
    #expect(alarm.alarmClass == .cutOver)
    #expect(alarm.severity == .critical)
    #expect(alarm.caller == "steve-glen.com")
    #expect(alarm.source == "198.51.100.7")
    #expect(alarm.count == 15)
  }

  @Test func `step 1 goes on once the caller has left the refused key`() {
    let moved = evidence([
      Self.others, Traffic(days: 0...2), Self.test(.dedicated, 2.005),
      Self.refused(.shared, 2.01...2.06, .activeRefused),
      Traffic(key: .dedicated, days: 2.1...5),
    ])
    #expect(moved.steps == [.active, .done, .active, .pending])
  }

  @Test func `a lost variable is a regression of step 1`() throws {
    let status = try #require(
      evidence(
        MigrationVerdictTests.switched(until: 21)
          + [Traffic(key: .unknown, days: 21.01...21.1, refused: .unknown)]
      ).status)
    #expect(status.steps.map(\.state) == [.regressed, .active, .pending, .pending])
    #expect(
      status.sentence
        == "steve-glen.com: dedicated worked on tracking-ingest and has been refused for 2 h.")
    #expect(
      status.next
        == "Check TRACKING_INGEST_API_KEY on the server:"
        + " lost, empty or quoted since the last deploy?"
    )
  }
}
