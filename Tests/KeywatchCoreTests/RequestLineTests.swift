import Testing

@testable import KeywatchCore

struct RequestLineTests {
  static let line = RequestLine(
    time: Timestamp(milliseconds: 1_795_340_487_123),
    origin: RequestLine.Origin(
      source: Array("198.51.100.7".utf8), client: Array("steve-glen.com".utf8),
      userAgent: Array("steve-glen/2".utf8), proto: Array("https".utf8),
      host: Array("example.net".utf8)),
    target: RequestLine.Target(
      method: Array("POST".utf8), path: Array("/api/tracking-ingest/batch".utf8),
      api: Array("tracking-ingest".utf8)),
    status: 200, requestID: Array("r-1".utf8), instance: Array("web-1".utf8),
    durationMicroseconds: 3149, key: Array("dedicated".utf8),
    decision: KeyDecision(
      status: 200, outcome: .accepted, identity: KeyIdentity(key: 0), state: .active,
      fingerprint: Fingerprint(bits: 0x9f2c_0000_0000_00ab), shape: .ok))

  static func text(_ line: RequestLine) -> String {
    var bytes: [UInt8] = []
    line.append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a line has the contract's fields in its order`() {
    #expect(
      Self.text(Self.line) == """
        {"ts":"2026-11-22T09:41:27.123Z","level":"info","event":"request","method":"POST",\
        "path":"/api/tracking-ingest/batch","api":"tracking-ingest","status":200,\
        "source":"198.51.100.7","client":"steve-glen.com","user_agent":"steve-glen/2",\
        "proto":"https","host":"example.net","request_id":"r-1","instance":"web-1",\
        "duration_ms":3.1,"auth":{"result":"accepted","reason":"ok","key":"dedicated",\
        "key_state":"active","key_fp":"9f2c0000000000ab","key_shape":"ok"}}

        """)
  }

  @Test func `what is not there is null, and a caller without a rule has no name`() {
    var line = Self.line
    line.origin.client = nil
    line.target.api = nil
    line.key = Array("none".utf8)
    line.decision = KeyDecision(
      status: 401, outcome: .rejected(.missing), identity: .keyless, shape: .absent)
    let text = Self.text(line)
    #expect(!text.contains("client"))
    #expect(text.contains("\"api\":null,"))
    #expect(
      text.contains(
        """
        "auth":{"result":"rejected","reason":"missing","key":"none","key_state":null,\
        "key_fp":null,"key_shape":"absent"}
        """))
  }

  @Test func `no header can end a line or a string`() {
    var line = Self.line
    line.origin.userAgent = Array("a\"b\\c\n\u{1b}[2J\u{7f}é".utf8)
    #expect(Self.text(line).contains(#""user_agent":"a\"b\\c\u000a\u001b[2J\u007fé","#))
    #expect(Self.text(line).utf8.count(where: { $0 == 0x0a }) == 1)
  }

  @Test func `the record of a start lists the keys with their fingerprints`() {
    let policy = KeyPolicyTests.server(
      KeyPolicyTests.dedicated, KeyPolicyTests.newShared, previous: KeyPolicyTests.shared)
    var bytes: [UInt8] = []
    ConfigLine(time: Self.line.time, policy: policy, names: ["dedicated", "shared"])
      .append(to: &bytes)
    let prints = policy.ring.values.map(\.digest.fingerprint)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {"ts":"2026-11-22T09:41:27.123Z","event":"config","policy":"both","accept_shared":"true",\
        "keys":[{"key":"dedicated","state":"active","key_fp":"\(prints[0])"},\
        {"key":"shared","state":"active","key_fp":"\(prints[1])"},\
        {"key":"shared","state":"previous","key_fp":"\(prints[2])"}]}

        """)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (951_782_400_007, "2000-02-29T00:00:00.007Z"),
    (1_793_491_199_999, "2026-10-31T23:59:59.999Z"), (-1, "1969-12-31T23:59:59.999Z"),
  ])
  func `a time is written in UTC with milliseconds`(milliseconds: Int64, text: String) {
    let written = Timestamp(milliseconds: milliseconds).written
    #expect(String(decoding: written, as: UTF8.self) == text)
  }
}
