import Testing

@testable import KeywatchCore

/// The truth table of the founding document's four steps and of the ways to get them wrong.
struct KeyPolicyTests {
  static let dedicated = "FAKE-dedicated-0000000000000000000000000000000000000000000000"
  static let shared = "FAKE-shared-111111111111111111111111111111111111111111111111"
  static let newShared = "FAKE-shared-222222222222222222222222222222222222222222222222"
  static let now = Timestamp(seconds: 1_795_000_000)

  /// Presents nothing, an empty value, the dedicated, the shared and the new shared key to an API
  /// and writes who got in: `.` nobody, `D` and `S` by whose name.
  static func row(_ policy: KeyPolicy, api: Int) -> String {
    let presented: [String?] = [nil, "", dedicated, shared, newShared]
    return presented.map { value in
      let decision = policy.decide(present(value, policy), api: api, at: now)
      guard decision.outcome.isAccepted else { return "." }
      return decision.identity == KeyIdentity(key: 0) ? "D" : "S"
    }.joined()
  }

  static func present(_ value: String?, _ policy: KeyPolicy) -> PresentedKey {
    guard let value else { return policy.ring.present(nil) }
    return Array(value.utf8).withUnsafeBytes { policy.ring.present($0) }
  }

  /// A server whose variables hold these values; nil = not set.
  static func server(
    _ dedicated: String?, _ shared: String?, previous: String? = nil,
    mode: KeyPolicy.Mode = .both, accept: SharedAcceptance = .always
  ) -> KeyPolicy {
    let held: [(Int, String?, Key.State)] = [
      (0, dedicated, .active), (1, shared, .active), (1, previous, .previous),
    ]
    let values = held.compactMap { key, value, state in
      value.flatMap { text in
        text.isEmpty
          ? nil : KeyRing.Value(key: key, digest: KeyDigest(ofKey: Array(text.utf8)), state: state)
      }
    }
    return KeyPolicy(
      configuration, ring: KeyRing(values: values, unknown: UnknownKeyHash(secret: [7])),
      mode: mode,
      sharedAcceptance: accept)
  }

  static let configuration = Configuration(
    name: "test",
    apis: [
      APIGroup(name: "tracking-ingest", path: "/api/tracking-ingest/*", access: ""),
      APIGroup(name: "db", path: "/api/db/*", access: ""),
    ],
    keys: [Key(name: "dedicated", apis: [0]), Key(name: "shared", apis: [0, 1])],
    migrations: [Migration(caller: 0, api: 0, from: 1, to: 0)])

  /// One row of the truth table.
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let policy: KeyPolicy
    let ingest: String
    let db: String

    init(_ name: String, _ policy: KeyPolicy, _ ingest: String, _ db: String) {
      testDescription = name
      self.policy = policy
      self.ingest = ingest
      self.db = db
    }
  }

  @Test(
    "both keys work during the move",
    arguments: [
      Row("before step 1", server(nil, shared), "...S.", "...S."),
      Row("step 1 done", server(dedicated, shared), "..DS.", "...S."),
      Row("step 4, overlap", server(dedicated, newShared, previous: shared), "..DSS", "...SS"),
      Row("step 4 done", server(dedicated, newShared), "..D.S", "....S"),
      Row("F1 dedicated unset by a deploy", server(nil, shared), "...S.", "...S."),
      Row("F2 dedicated set to nothing", server("", shared), "...S.", "...S."),
      Row("F3 dedicated with a newline", server(dedicated + "\n", shared), "...S.", "...S."),
      Row("F4 dedicated in quotes", server("\"\(dedicated)\"", shared), "...S.", "...S."),
      Row("F5 dedicated equals shared", server(shared, shared), "...D.", "...S."),
      Row("F6 values swapped", server(shared, dedicated), "..SD.", "..S.."),
      Row("F7 nothing set", server(nil, nil), ".....", "....."),
      Row("dedicated only", server(dedicated, shared, accept: .never), "..D..", "...S."),
    ])
  func both(row: Row) {
    #expect(Self.row(row.policy, api: 0) == row.ingest)
    #expect(Self.row(row.policy, api: 1) == row.db)
  }

  @Test(
    "taken literally, step 1 is a cut-over",
    arguments: [
      Row("before step 1", server(nil, shared, mode: .literal), "...S.", "...S."),
      Row("step 1 done", server(dedicated, shared, mode: .literal), "..D..", "...S."),
      Row("step 4 done", server(dedicated, newShared, mode: .literal), "..D..", "....S"),
      Row("F1", server(nil, shared, mode: .literal), "...S.", "...S."),
      Row("F2", server("", shared, mode: .literal), "...S.", "...S."),
      Row("F3", server(dedicated + "\n", shared, mode: .literal), ".....", "...S."),
      Row("F5", server(shared, shared, mode: .literal), "...D.", "...S."),
      Row("F6", server(shared, dedicated, mode: .literal), "...D.", "..S.."),
      Row("F7", server(nil, nil, mode: .literal), ".....", "....."),
    ])
  func literal(row: Row) {
    #expect(Self.row(row.policy, api: 0) == row.ingest)
    #expect(Self.row(row.policy, api: 1) == row.db)
  }

  @Test func `a literal server logs every key but the expected one as unknown`() {
    let policy = Self.server(Self.dedicated, Self.shared, mode: .literal)
    let presented = Self.present(Self.shared, policy)
    let decision = policy.decide(presented, api: 0, at: Self.now)
    #expect(decision.status == 401)
    #expect(decision.outcome == .rejected(.unknown))
    #expect(decision.identity == .unknown)
    #expect(decision.state == nil)
    #expect(decision.fingerprint == presented.alias)
    #expect(decision.fingerprint != presented.digest?.fingerprint)
  }

  @Test func `a known key on an API it is not for gets 403 and keeps its name`() {
    let policy = Self.server(Self.dedicated, Self.shared)
    let decision = policy.decide(Self.present(Self.dedicated, policy), api: 1, at: Self.now)
    #expect(decision.status == 403)
    #expect(decision.reason == "scope")
    #expect(decision.identity == KeyIdentity(key: 0))
    #expect(decision.state == .active)
    #expect(decision.fingerprint == KeyDigest(ofKey: Array(Self.dedicated.utf8)).fingerprint)
  }

  @Test func `the shared key ends on the API that is moved, at the date and nowhere else`() {
    let policy = Self.server(Self.dedicated, Self.shared, accept: .until(Self.now))
    let key = Self.present(Self.shared, policy)
    let before = Self.now.advanced(byMilliseconds: -1)
    #expect(policy.decide(key, api: 0, at: before).status == 200)
    let after = policy.decide(key, api: 0, at: Self.now)
    #expect(after.status == 403)
    #expect(after.outcome == .rejected(.scope))
    #expect(after.identity == KeyIdentity(key: 1))
    #expect(policy.decide(key, api: 1, at: Self.now).status == 200)
  }

  @Test func `the previous value works and says that it is the previous one`() {
    let policy = Self.server(nil, Self.newShared, previous: Self.shared)
    let decision = policy.decide(Self.present(Self.shared, policy), api: 1, at: Self.now)
    #expect(decision.status == 200)
    #expect(decision.identity == KeyIdentity(key: 1))
    #expect(decision.state == .previous)
    #expect(decision.fingerprint == KeyDigest(ofKey: Array(Self.shared.utf8)).fingerprint)
  }

  @Test func `a retired value is unknown, retired, and refused even where it is still set`() {
    let old = KeyDigest(ofKey: Array(Self.shared.utf8))
    for values in [[], [KeyRing.Value(key: 1, digest: old)]] {
      let policy = KeyPolicy(
        Self.configuration,
        ring: KeyRing(
          values: values, retired: [old.fingerprint], unknown: UnknownKeyHash(secret: [7])))
      let decision = policy.decide(Self.present(Self.shared, policy), api: 1, at: Self.now)
      #expect(decision.status == 401)
      #expect(decision.outcome == .rejected(.retired))
      #expect(decision.identity == .unknown)
      #expect(decision.state == .retired)
      #expect(decision.fingerprint == old.fingerprint)
    }
  }

  @Test func `a retired key that is still listed is refused under its name`() {
    var configuration = Self.configuration
    configuration.keys[0].state = .retired
    configuration.keys[0].fingerprint = KeyDigest(ofKey: Array(Self.dedicated.utf8)).fingerprint
    let policy = KeyPolicy(
      configuration, ring: KeyRing(values: [], unknown: UnknownKeyHash(secret: [7])))
    let decision = policy.decide(Self.present(Self.dedicated, policy), api: 0, at: Self.now)
    #expect(decision.outcome == .rejected(.retired))
    #expect(decision.identity == KeyIdentity(key: 0))
  }

  @Test func `nothing, an empty and a broken value are told apart`() {
    let policy = Self.server(Self.dedicated, Self.shared)
    func reason(_ value: String?) -> String {
      policy.decide(Self.present(value, policy), api: 0, at: Self.now).reason
    }
    #expect(reason(nil) == "missing")
    #expect(reason("") == "missing")
    #expect(reason("\"\(Self.shared)\"") == "malformed")
    #expect(reason("FAKE-other-33333333333333333333333333333333333333333333333333") == "unknown")
    #expect(policy.decide(.absent, api: 0, at: Self.now).identity == .keyless)
    #expect(policy.decide(.absent, api: 0, at: Self.now).fingerprint == nil)
  }

  @Test func `an empty value opens nothing, not even where the server's own key is empty`() {
    let empty = KeyRing.Value(key: 0, digest: KeyDigest(ofKey: []))
    for mode in KeyPolicy.Mode.allCases {
      let ring = KeyRing(values: [empty], unknown: UnknownKeyHash(secret: [7]))
      let policy = KeyPolicy(Self.configuration, ring: ring, mode: mode)
      #expect(Self.row(policy, api: 0) == ".....")
    }
  }

  @Test func `outside the APIs no key is asked for`() {
    let policy = Self.server(Self.dedicated, Self.shared)
    let decision = policy.decide(.absent, api: nil, at: Self.now)
    #expect(decision.status == 404)
    #expect(decision.outcome == .accepted)
    let known = policy.decide(Self.present(Self.shared, policy), api: nil, at: Self.now)
    #expect(known.status == 404)
    #expect(known.identity == KeyIdentity(key: 1))
  }

  @Test func `a value that begins like a known key is no key`() {
    let policy = Self.server(Self.dedicated, Self.shared)
    let truncated = String(Self.dedicated.dropLast())
    #expect(policy.decide(Self.present(truncated, policy), api: 0, at: Self.now).status == 401)
  }
}
