import KeywatchCore
import Testing

/// Facts as no log makes them: any moment, any limit, any mixture, from a seed.
struct MigrationAnyFactsTests {
  @Test("no facts stop a verdict, and their order never matters", arguments: 1...300 as ClosedRange)
  func anything(seed: UInt64) {
    var random = SplitMix(state: seed)
    let evidence = evidence(&random)
    let conclusions = evidence.conclusions()
    var shuffled = evidence
    shuffled.uses.shuffle(using: &random)
    #expect(shuffled.conclusions() == conclusions)
    for status in conclusions.migrations {
      #expect(!status.sentence.isEmpty && !status.next.isEmpty)
      #expect(status.steps.allSatisfy { !$0.evidence.isEmpty })
      #expect((status.verdict == .cannotTell) == (status.shareBound == nil))
    }
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: elements.indices, using: &self)]
    }

    mutating func moment() -> Timestamp {
      let usual: Int64 = 1_793_491_200_000
      return Timestamp(
        milliseconds: pick([.min, -1, 0, usual, usual + 1, usual + 900_000_000, .max]))
    }
  }

  private func evidence(_ random: inout SplitMix) -> Evidence {
    var configuration = foundingConfiguration()
    configuration.evidence.lookBack = random.pick([.max, .min, 0, 1_209_600])
    configuration.evidence.propagation = random.pick([.max, .min, 0, 120])
    configuration.evidence.floor = random.pick([.max, .min, 0, 86_400])
    configuration.evidence.shareLimit = random.pick([0, 0.01, 1, .nan, -1, .infinity])
    configuration.evidence.provisionalLimit = random.pick([0, 0.05, 1, .nan, -1, .infinity])
    let coverage = (0..<3).map { _ in
      Coverage(
        source: "app.log", from: random.moment(), to: random.moment(),
        holes: [.init(from: random.moment(), to: random.moment(), reason: "rotated away")])
    }
    return Evidence(
      configuration: configuration, uses: (0..<10).map { _ in use(&random) }, coverage: coverage,
      first: random.moment(), last: random.moment(), now: random.moment())
  }

  private func use(_ random: inout SplitMix) -> Use {
    let moments = [random.moment(), random.moment()].sorted()
    let caller = random.pick(["steve-glen.com", "us", "analytics-cron", "unattributed", "else"])
    let place = Place(
      source: random.pick(["192.0.2.1", "192.0.2.2", ""]), route: random.pick(["/x", ""]),
      userAgent: random.pick(["curl", "steve-glen", ""]))
    var use = Use(
      caller: caller,
      callerIndex: ["steve-glen.com", "us", "analytics-cron"].firstIndex(of: caller),
      attribution: random.pick([.rule, .holder, .field, .unattributed]),
      api: random.pick([0, 0, 1, 9, nil]),
      identity: KeyIdentity(code: random.pick([0, 1, 2, 3, 4, 5])),
      previousValue: random.pick([true, false]),
      outcome: random.pick([.accepted, .accepted, .rejected(random.pick(Reason.allCases))]),
      kind: random.pick([.request, .request, .tryOut, .probe, .notAttempt]), place: place,
      count: random.pick([1, 900]), serverErrors: random.pick([0, 1]), first: moments[0],
      last: moments[1])
    guard random.pick([true, false]) else { return use }
    for slot in 0..<random.pick([1, 400, 2_000]) {
      use.slots.insert(use.first.advanced(byMilliseconds: Int64(slot) * 300_000))
    }
    return use
  }
}
