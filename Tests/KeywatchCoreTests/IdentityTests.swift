import KeywatchCore
import Testing

/// Key identity, outcome and reason by the words of the contract.
struct IdentityTests {
  /// What stands in the line besides `"method":"POST","path":"/api/db/query","status":…`, and whose key that is.
  @Test(arguments: [
    (#""key":"shared""#, "shared"), (#""key":"webhook""#, "shared"),
    (#""key":"WEBHOOK_API_KEY""#, "shared"), (#""api_key_name":"tracking_ingest""#, "dedicated"),
    (#""auth":{"key":"dedicated"}"#, "dedicated"), (#""consumer":{"username":"shared"}"#, "shared"),
    (#""key":"unknown""#, "unknown"), (#""key":"somebody-else""#, "unknown"),
    (#""key":"none""#, "none"), (#""key":"""#, "none"), (#""key":"-""#, "none"),
    (#""key":null"#, "none"), (#""key":"***""#, "unlabelled"),
    (#""key":"[REDACTED]""#, "unlabelled"), (#""key":"abcd...""#, "unlabelled"),
    (#""user_agent":"x""#, "unlabelled"),
    (#""key_fp":"85a668621b548d4e""#, "shared"),
    (#""key_hash":"sha256:85a668621b548d4e6c852f8bd4a4c0e9""#, "shared"),
    (#""key_hash":"85a66862""#, "shared"), (#""key":"85a668621b548d4e""#, "shared"),
    (#""key_fp":"00000000000000ff""#, "unknown"), (#""key_fp":null"#, "unlabelled"),
    (#""key":"unknown","key_fp":"85a668621b548d4e""#, "shared"),
    (#""key":"shared","key_fp":"83ea2d94b652ba22""#, "shared"),
    (#""request":{"headers":{"X-Api-Key":[""]}}"#, "none"),
    (#""headers":{"x-api-key":"FAKE-something-of-nobody"}"#, "unknown"),
    (#""consumer":"partner-7","headers":{"x-api-key":""}"#, "none"),
  ])
  func `the identity is found by label, then fingerprint, then the key header`(
    fields: String, identity: String
  ) {
    let snapshot = Samples.count(
      #"{"method":"POST","path":"/api/db/query","status":200,\#(fields)}"#)
    #expect(snapshot.identities == ["\(identity) 1+0"])
  }

  @Test func `a raw key in the key field is recognised, and reported as an exposure`() {
    let snapshot = Samples.count(
      #"{"ts":"2026-11-22T09:00:00Z","method":"GET","path":"/api/db/x","status":200,"key":"\#(Samples.sharedKey)"}"#,
      #"{"ts":"2026-11-22T10:00:00Z","method":"GET","path":"/api/db/x","status":200,"request":{"headers":{"X-Api-Key":["\#(Samples.sharedKey)"]}}}"#
    )
    #expect(snapshot.identities == ["shared 2+0"])
    #expect(snapshot.exposures.map(\.count) == [2])
    #expect(snapshot.exposures[0].first?.milliseconds == 1_795_338_000_000)
    #expect(snapshot.exposures[0].last?.milliseconds == 1_795_341_600_000)
  }

  @Test(arguments: [
    ("dedicated", 403, "/api/db/query", "ok", "scope"),
    ("dedicated", 401, "/api/tracking-ingest/x", "ok", "active_refused"),
    ("shared", 401, "/api/db/query", "unknown", "active_refused"),
    ("unknown", 401, "/api/db/query", "ok", "unknown"),
    ("unknown", 401, "/api/db/query", "malformed", "malformed"),
    ("none", 401, "/api/db/query", "missing", "missing"),
    ("none", 403, "/api/db/query", "plain_http", "plain_http"),
  ])
  func `what the line gives as the reason stands only where the key is none of ours`(
    key: String, status: Int, path: String, said: String, reason: String
  ) {
    let snapshot = Samples.count(Samples.line(key, status: status, path: path, reason: said))
    #expect(snapshot.rejections.reasons.map(\.reason.word) == [reason])
  }

  @Test func `a status without a word about the key leaves it unlabelled`() {
    let snapshot = Samples.count(#"{"method":"GET","path":"/api/db/x","status":401}"#)
    #expect(snapshot.identities == ["unlabelled 0+1"])
    #expect(snapshot.rejections.reasons.map(\.reason.word) == ["unspecified"])
  }

  @Test func `an aborted request is accepted, and an empty key field of it says nothing`() {
    let snapshot = Samples.count(#"{"method":"GET","path":"/api/db/x","status":0,"key":""}"#)
    #expect(snapshot.identities == ["unlabelled 1+0"])
  }

  @Test func `an earlier value counts under its name and is refused as retired`() {
    var configuration = Samples.configuration
    configuration.keys[1].previousFingerprints = [Fingerprint(bits: 0xa530_cbbe_34f7_2c3d)]
    let lines = [
      Samples.line("shared", path: "/api/db/q", fingerprint: Samples.oldShared),
      Samples.line("shared", status: 401, path: "/api/db/q", fingerprint: Samples.oldShared),
      Samples.line("shared", path: "/api/db/q", fingerprint: Samples.shared),
    ]
    let snapshot = Samples.count(
      lines.joined(separator: "\n").utf8, configuration: configuration)
    #expect(snapshot.identities == ["shared 2+1"])
    #expect(snapshot.uses.filter(\.previousValue).map(\.count).reduce(0, +) == 2)
    #expect(snapshot.rejections.reasons.map(\.reason) == [.retired])
  }

  @Test func `preflights, probes and other paths are told apart and are no attempts`() {
    let snapshot = Samples.count(
      #"{"method":"OPTIONS","path":"/api/db/x","status":401,"key":"none"}"#,
      #"{"method":"GET","path":"/favicon.ico","status":403}"#,
      #"{"method":"POST","path":"/api/db/x","status":401,"key":"none","user_agent":"keywatch-probe/1"}"#,
      #"{"method":"POST","path":"/api/db/x","status":200,"key":"shared","user_agent":"keywatch-probe/1"}"#,
      #"{"method":"POST","path":"/api/db/x","status":401,"key":"none"}"#)
    #expect(snapshot.requests == 5)
    #expect(snapshot.notAttemptsRejected == 3)
    #expect(snapshot.notAttemptsAccepted == 1)
    #expect(snapshot.rejections.total == 1)
  }

  @Test(arguments: [
    (#""client":"steve-glen.com","key":"shared""#, "steve-glen.com"),
    (#""user_agent":"Steve-Glen-Tracker/2","key":"shared""#, "steve-glen.com"),
    (#""host":"steve-glen.com:443","key":"shared""#, "steve-glen.com"),
    (#""key":"dedicated""#, "steve-glen.com"), (#""client":"zapier","key":"shared""#, "zapier"),
    (#""key":"shared""#, "unattributed"),
  ])
  func `the caller is named by rule, then by the key's holder, then by the line`(
    fields: String, caller: String
  ) {
    let snapshot = Samples.count(
      #"{"method":"POST","path":"/api/tracking-ingest/b","status":200,\#(fields)}"#)
    #expect(snapshot.callers.map(\.caller) == [caller])
  }

  @Test func `the forwarded address counts only behind a trusted proxy`() {
    var configuration = Samples.configuration
    let line =
      #"{"method":"GET","path":"/api/db/x","status":401,"key":"none","remote_addr":"10.0.0.3","x_forwarded_for":"203.0.113.9, 10.0.0.9"}"#
      + "\n"
    #expect(Samples.count(line.utf8).rejections.sources.map(\.source) == ["10.0.0.3"])
    configuration.trustedProxies = [.platform]
    let trusting = Samples.count(line.utf8, configuration: configuration)
    #expect(trusting.rejections.sources.map(\.source) == ["203.0.113.9"])
  }
}
