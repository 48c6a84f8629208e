import KeywatchCore
import Testing

@testable import KeywatchSimulation

struct TruthTests {
  @Test func `the truth has the report's fields, every identity and only what occurred`() {
    var truth = Truth(configuration: Story.configuration)
    let time = SimulatedLog.start
    let key = KeyDecision(
      status: 200, outcome: .accepted, identity: KeyIdentity(key: 0), state: .active,
      fingerprint: Fingerprint(bits: 1), shape: .ok)
    truth.count(key, api: 0, isAttempt: true, at: time)
    truth.count(key, api: 0, isAttempt: true, at: time.advanced(byMilliseconds: 1500))
    let preflight = KeyDecision(
      status: 401, outcome: .rejected(.missing), identity: .keyless, shape: .absent)
    truth.count(preflight, api: 1, isAttempt: false, at: time)
    truth.count(preflight, api: 1, isAttempt: true, at: time)
    truth.countOther()
    #expect(
      String(decoding: truth.json, as: UTF8.self) == """
        {
          "schema": 1,
          "lines": {"read": 5, "decoded": 4, "undecoded": 1},
          "requests": 4,
          "outcomes": {"accepted": 2, "rejected": 2},
          "not_attempts": {"accepted": 0, "rejected": 1},
          "keys": [
            {"key": "dedicated", "requests": 2, "accepted": 2, "rejected": 0, \
        "first": "2026-11-01T00:00:00.000Z", "last": "2026-11-01T00:00:01.500Z", \
        "apis": {"tracking-ingest": {"accepted": 2, "rejected": 0}}},
            {"key": "shared", "requests": 0, "accepted": 0, "rejected": 0, "first": null, \
        "last": null, "apis": {}},
            {"key": "unknown", "requests": 0, "accepted": 0, "rejected": 0, "first": null, \
        "last": null, "apis": {}},
            {"key": "none", "requests": 2, "accepted": 0, "rejected": 2, \
        "first": "2026-11-01T00:00:00.000Z", "last": "2026-11-01T00:00:00.000Z", \
        "apis": {"link-tracking": {"accepted": 0, "rejected": 2}}},
            {"key": "unlabelled", "requests": 0, "accepted": 0, "rejected": 0, "first": null, \
        "last": null, "apis": {}}
          ],
          "rejections": {"total": 1, "reasons": {"missing": 1}}
        }

        """)
  }
}
