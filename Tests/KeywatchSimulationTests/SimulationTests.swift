import KeywatchCore
import Testing

@testable import KeywatchSimulation

struct SimulationTests {
  /// The time of minute `minute` of the story.
  static func time(_ minute: Int) -> Timestamp {
    SimulatedLog.start.advanced(byMilliseconds: Int64(minute) * 60_000)
  }

  @Test func `equal seeds give equal bytes and different ones do not`() {
    let log = SimulatedLog(lines: 3000).bytes
    #expect(log == SimulatedLog(lines: 3000).bytes)
    #expect(log != SimulatedLog(seed: 8, lines: 3000).bytes)
  }

  @Test func `the bytes are the same on every machine`() {
    // FNV-1a of a log that was once looked at: any change of the story shows here.
    let hash = SimulatedLog(lines: 2000).bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    #expect(hash == 3_157_558_542_974_981_309)
  }

  @Test(arguments: [0, 1, 10, 44, 45, 100, 4033])
  func `there are exactly as many lines as asked for, in order of time`(count: Int) {
    let log = SimulatedLog(lines: count)
    #expect(log.lines.count == count)
    #expect(log.truth.lines == count)
    #expect(log.times == log.times.sorted())
    #expect(log.times.allSatisfy { $0 >= SimulatedLog.start && $0 < Self.time(Story.minutes) })
    #expect(log.bytes.count(where: { $0 == 0x0a }) == count)
    #expect(log.lines.allSatisfy { $0.bytes.last == 0x0a })
  }

  @Test func `the truth adds up`() {
    let truth = SimulatedLog.small.truth
    let rows = truth.configuration.identities.map { truth[$0] }
    #expect(rows.reduce(0) { $0 + $1.counts.accepted } == truth.outcomes.accepted)
    #expect(rows.reduce(0) { $0 + $1.counts.rejected } == truth.outcomes.rejected)
    #expect(truth.requests == truth.outcomes.accepted + truth.outcomes.rejected)
    #expect(truth.requests + truth.others == 20_000)
    let attempts = Reason.allCases.reduce(0) { $0 + truth.rejected($1) }
    #expect(attempts == truth.outcomes.rejected - truth.notAttempts.rejected)
    #expect(truth.notAttempts.accepted > 0 && truth.notAttempts.rejected > 0)
    for reason in [Reason.missing, .malformed, .unknown, .retired, .scope] {
      #expect(truth.rejected(reason) > 0, "\(reason.word)")
    }
  }

  @Test func `the truth is what stands in the lines`() {
    let log = SimulatedLog.small
    let request = "\"event\":\"request\""
    let (accepted, rejected) = ("\"result\":\"accepted\"", "\"result\":\"rejected\"")
    #expect(log.with(request).count == log.truth.requests)
    #expect(log.with(rejected).count == log.truth.outcomes.rejected)
    for identity in log.truth.configuration.identities {
      let key = "\"key\":\"\(identity.name(in: log.truth.configuration))\""
      let row = log.truth[identity]
      #expect(log.with(key, accepted).count == row.counts.accepted)
      #expect(log.with(key, rejected).count == row.counts.rejected)
      for (api, counts) in zip(log.truth.configuration.apis, row.apis) {
        #expect(log.with(key, "\"api\":\"\(api.name)\"", accepted).count == counts.accepted)
        #expect(log.with(key, "\"api\":\"\(api.name)\"", rejected).count == counts.rejected)
      }
      #expect(log.with(request, key).first?.time == row.first)
      #expect(log.with(request, key).last?.time == row.last)
    }
  }

  @Test func `no key of the story stands in any line`() {
    let log = SimulatedLog.small
    let keys = log.simulation.keys
    for value in [keys.dedicated, keys.shared, keys.newShared, keys.lastYears] {
      #expect(value.count == 64)
      let text = String(decoding: value, as: UTF8.self)
      #expect(log.with(String(text.dropFirst(5).prefix(8))).isEmpty)
    }
    #expect(log.with("FAKE-").isEmpty)
  }

  @Test func `the steps come in their order`() throws {
    let log = SimulatedLog.large
    let steve = "\"client\":\"steve-glen.com\""
    let (dedicated, config) = ("\"key\":\"dedicated\"", "\"event\":\"config\"")
    let added = try #require(log.with(config, dedicated).first).time
    let tested = try #require(log.with(dedicated, "\"result\":\"accepted\"").first).time
    let started = try #require(log.with(steve, dedicated).first).time
    let lastOld = try #require(log.with(steve, "\"key\":\"shared\"").last).time
    let rotated = try #require(log.with(config, "\"state\":\"previous\"").first).time
    let lastPrevious = try #require(log.with("\"key_state\":\"previous\"").last).time
    let retirement = try #require(log.with(config).last).time
    #expect(added < tested && tested < started && started < lastOld)
    #expect(lastOld.advanced(byMilliseconds: 180 * 3_600_000) < rotated)
    #expect(rotated < lastPrevious && lastPrevious < retirement)
    #expect(retirement < Self.time(Story.minutes - Story.day))
    #expect(log.with(steve, "\"result\":\"rejected\"").isEmpty)
  }

  @Test func `no caller with a name is ever refused, before or after the rotation`() {
    let rejected = "\"result\":\"rejected\""
    #expect(SimulatedLog.large.with(rejected, "\"client\":").isEmpty)
    #expect(!SimulatedLog.large.with(rejected, "\"user_agent\":").isEmpty)
  }

  @Test(arguments: [10_000, 60_000])
  func `the second address leaves enough slots behind it to confirm the switch`(lines: Int) {
    let times = SimulatedLog(lines: lines).with("\"client\":\"steve-glen.com\"").map(\.time)
    let clean = Self.time(Story.secondAddressMoves)..<Self.time(Story.rotation)
    #expect(Set(times.filter(clean.contains).map { $0.seconds / 300 }).count >= 1500)
  }

  @Test func `everybody of the cast and the script has a line`() {
    let log = SimulatedLog.large
    let agents = Cast.everybody.map { String(decoding: $0.origin.userAgent, as: UTF8.self) }
    for agent in agents + ["keywatch-probe/1.0", "curl/8.5.0", "okhttp/4.12.0"] {
      let escaped = agent.split(separator: "\"").joined(separator: "\\\"")
      #expect(!log.with(escaped).isEmpty, "\(agent)")
    }
    for client in ["steve-glen.com", "zapier", "analytics-cron", "n8n", "metabase"] {
      #expect(!log.with("\"client\":\"\(client)\"").isEmpty)
    }
  }

  @Test func `a guesser never presents the same value twice, and the stuck client always does`() {
    func fingerprints(_ agent: String) -> [String] {
      SimulatedLog.values(after: "\"key_fp\":\"", in: SimulatedLog.large.with(agent))
    }
    let guesses = fingerprints("python-urllib")
    #expect(guesses.count > 50)
    #expect(Set(guesses).count == guesses.count)
    #expect(Set(fingerprints("nightly-report")).count == 1)
  }

  @Test func `request ids differ, for equal ones would be one request`() {
    let log = SimulatedLog.small
    let ids = SimulatedLog.values(after: "\"request_id\":\"", in: log.lines)
    #expect(ids.count == log.truth.requests)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `a line has more than 400 bytes and less than 480`() {
    #expect((400..<480).contains(SimulatedLog.small.bytes.count / 20_000))
  }

  @Test func `the story can begin at any time of day`() {
    let odd = SimulatedLog.start.advanced(byMilliseconds: 54_321_987)
    let log = SimulatedLog(start: odd, lines: 500)
    #expect(log.times.first == odd)
    #expect(log.times.allSatisfy { $0 < odd.advanced(byMilliseconds: 14 * 86_400_000) })
  }
}
