import KeywatchCore
import Testing

/// Lines of which one way of reading could make something else than another: what they count as alone is right.
struct AgreementTests {
  private static let good =
    #"{"ts":"2026-11-22T13:00:00Z","method":"POST","path":"/api/db/x","status":401,"key":"shared","ip":"203.0.113.9"}"#

  /// Of another path, so that it cannot be about the same request.
  private static let elsewhere =
    #"{"ts":"2026-11-22T13:00:10Z","method":"POST","path":"/api/db/y","status":401,"key":"shared","ip":"203.0.113.9"}"#

  /// A first line, and a second one of the same shape that must not be read by it.
  @Test(arguments: [
    (#"{"ts":"2026-11-22T13:00:00Z","method":"","path":"","status":400,"key":"","ip":"-"}"#, good),
    (
      #"{"ts":"","method":"POST","path":"/api/db/x","status":-1,"key":"shared","ip":"-"}"#,
      elsewhere
    ),
    (
      good,
      #"{"ts":"2026-11-22T13:00:00Z","method":"FOO","path":"hello","status":200,"key":"shared","ip":"x"}"#
    ),
    (
      good,
      #"{"ts":"soon","method":"POST","path":"/api/db/x","status":401,"key":"shared","ip":"203.0.113.9"}"#
    ),
    (
      #"{"method":"POST","path":"/api/db/x","status":200,"key":null}"#,
      #"{"method":"POST","path":"/api/db/x","status":200,"key":12345}"#
    ),
    (
      #"{"method":"POST","path":"/api/db/x","status":200,"key":123}"#,
      #"{"method":"POST","path":"/api/db/x","status":200,"key":null}"#
    ),
    (
      #"{"method":"POST","uri":"/api/db/x","status":401,"real_ip":"9.9.9.9","remote_addr":"1.2.3.4"}"#,
      #"{"method":"POST","uri":"/api/db/x","status":401,"real_ip":"","remote_addr":"1.2.3.4"}"#
    ),
    (
      #"{"method":"POST","path":"/api/db/x","status":401,"key":"shared"}"#,
      #"{"method":"POST","path":"\/api\/db\/x","status":401,"key":"shared"}"#
    ),
  ])
  func `a line counts as what it is, whatever shape was learnt before it`(
    first: String, second: String
  ) {
    func essence(_ lines: [String]) -> [String] {
      let snapshot = Samples.count(lines.map { $0 + "\n" }.joined().utf8)
      return snapshot.identities + snapshot.undecoded
        + snapshot.rejections.sources.map { "\($0.source) \($0.rejected)" }
        + ["last \(snapshot.last?.milliseconds ?? 0)"]
    }
    func merged(_ a: Snapshot, _ b: Snapshot) -> [Int] {
      [
        a.requests + b.requests, a.rejected + b.rejected, a.lines.undecoded + b.lines.undecoded,
        a.rejections.total + b.rejections.total,
      ]
    }
    func totals(_ a: Snapshot) -> [Int] {
      [a.requests, a.rejected, a.lines.undecoded, a.rejections.total]
    }
    let alone = merged(Samples.count(first), Samples.count(second))
    #expect(totals(Samples.count(first, second)) == alone)
    #expect(totals(Samples.count(second, first)) == alone)
    #expect(Set(essence([first, second])) == Set(essence([second, first])))
    // A third line like the second shows what was learnt from it.
    #expect(essence([first, second, second]) == essence([second, second, first]))
  }

  @Test func `an escaped path is the path`() {
    let line = #"{"method":"POST","path":"\/api\/db\/x","status":401,"key":"sh\u0061red"}"#
    let snapshot = Samples.count(line)
    #expect(snapshot.identities == ["shared 0+1"])
    #expect(snapshot.rejections.total == 1)
  }

  @Test func `a client cannot hide its refusal behind a thousand headers`() {
    let headers = (0..<2000).map { #""H\#($0)":["v"]"# }.joined(separator: ",")
    let line =
      #"{"request":{"method":"POST","uri":"/api/db/x","headers":{\#(headers)}},"status":401}"#
    #expect(Samples.count(line).rejections.total == 1)
  }

  @Test func `names a client makes up do not use up the names there are`() {
    var lines = (0..<20_000).map { #"{"h":{"X-\#($0)":"v"}}"# }
    lines.append(#"{"verb":"POST","request_uri":"/api/db/x","status_code":401,"key_id":"shared"}"#)
    #expect(Samples.count((lines.joined(separator: "\n") + "\n").utf8).identities == ["shared 0+1"])
  }

  @Test(arguments: [
    #"{"ts":1,"request":{"method":"POST","uri":"/api/db/x"}"#,
    #"{"status":401,"request":{"method":"POST","uri":"/api/db/x"},"a":[{"method":"GET","uri":"/api/db/x"}"#,
  ])
  func `what is nested in a torn line is no request of its own`(line: String) {
    let snapshot = Samples.count(line)
    #expect(snapshot.requests == 0)
    #expect(snapshot.undecoded == ["malformed 1"])
  }

  @Test func `a whole record glued to a torn one counts, wherever the tear is`() {
    let line = Samples.line()
    let bytes = Array(line.utf8)
    for cut in 1..<bytes.count {
      let snapshot = Samples.count(bytes[..<cut] + bytes + [0x0a])
      #expect(snapshot.requests == 1 && snapshot.lines.undecoded == 1, "torn at \(cut)")
    }
  }

  @Test func `every object of a line is counted, the ambiguous one as such`() {
    let ok = #"{"method":"POST","path":"/api/db/x","status":200,"key":"shared"}"#
    let twice = #"{"method":"POST","path":"/api/db/x","status":401,"status":200}"#
    for line in ["\(ok)\(twice)\(ok)", "[\(ok),\(twice),\(ok)]", "[\(twice),\(ok),\(ok)]"] {
      let snapshot = Samples.count(line)
      #expect(snapshot.identities == ["shared 2+0"], "\(line)")
      #expect(snapshot.undecoded == ["ambiguous 1"], "\(line)")
    }
    #expect(Samples.count("web-1 | \(ok) \(ok) tail").identities == ["shared 2+0"])
    #expect(Samples.count(ok + "\r" + ok).identities == ["shared 2+0"])
    let dedicated =
      #"{"method":"POST","path":"/api/analyze/x","status":401,"ip":null,"client":"c","key":"dedicated"}"#
    #expect(Samples.count(ok + dedicated).identities == ["dedicated 0+1", "shared 1+0"])
  }

  @Test func `what an application's words hold is suspect and counts for nobody`() {
    let snapshot = Samples.count("WARN bad header: \(Self.good)")
    #expect(snapshot.requests == 0)
    #expect(snapshot.lines.suspect == 1)
  }

  @Test func `a header cannot pass for a field of the server's`() {
    let snapshot = Samples.count(
      #"{"req":{"method":"POST","url":"/api/db/x","remoteAddress":"203.0.113.9","headers":{"client":"steve-glen.com","auth-key":"dedicated","source":"198.51.100.7","http-response-status-code":"200"}},"res":{"statusCode":401}}"#
    )
    #expect(snapshot.identities == ["unlabelled 0+1"])
    #expect(snapshot.callers.map(\.caller) == ["unattributed"])
    #expect(snapshot.rejections.sources.map(\.source) == ["203.0.113.9"])
  }

  @Test func `equal names below different parents are different keys`() {
    let snapshot = Samples.count(
      #"{"method":"GET","path":"/api/db/x","status":200,"db":{"status":"ok"},"cache":{"status":"hit"}}"#
    )
    #expect(snapshot.requests == 1)
  }

  @Test func `a number beyond all exponents is no number`() {
    let snapshot = Samples.count(
      #"{"method":"GET","path":"/a","status":"1e-9223372036854775808","t":"1e99999999999999999"}"#)
    #expect(snapshot.requests == 1)
  }

  @Test func `null says nothing`() {
    let snapshot = Samples.count(
      #"{"method":"POST","path":"/api/db/x","status":401,"client":null,"headers":{"X-Api-Key":null}}"#
    )
    #expect(snapshot.identities == ["none 0+1"])
    #expect(snapshot.callers.map(\.caller) == ["unattributed"])
  }

  @Test func `a long escaped value cuts no other one short`() {
    let agent = String(repeating: #"\""#, count: 70_000)
    let snapshot = Samples.count(
      #"{"method":"POST","path":"/api/db/x","status":200,"ua":"\#(agent)","key":"sh\u0061red"}"#)
    #expect(snapshot.identities == ["shared 1+0"])
  }

  @Test func `a withdrawn key is what it is, whatever its label says`() {
    var configuration = Samples.configuration
    configuration.keys.append(
      Key(
        name: "old", apis: [0, 1, 2, 3, 4], fingerprint: Fingerprint(hex: Samples.oldShared),
        state: .retired))
    let line =
      #"{"method":"POST","path":"/api/db/x","status":401,"key":"shared","key_fp":"\#(Samples.oldShared)"}"#
    let snapshot = Samples.count(line.utf8, configuration: configuration)
    #expect(snapshot.identities == ["old 0+1"])
    #expect(snapshot.rejections.reasons.map(\.reason) == [.retired])
  }

  @Test(arguments: [
    ("1.7953524e9", 1_795_352_400_000), ("1795352400", 1_795_352_400_000),
    ("17953524e2", 1_795_352_400_000), ("1.795352400125e9", 1_795_352_400_125),
    (#""2026-02-31T00:00:00Z""#, nil), ("1e300", nil),
  ])
  func `a time is read in any of its encodings`(text: String, wanted: Int64?) {
    let snapshot = Samples.count(#"{"ts":\#(text),"method":"GET","path":"/a","status":200}"#)
    #expect(snapshot.requests == 1)
    #expect(snapshot.last?.milliseconds == wanted)
  }

  @Test func `an API whose name is a number keeps its requests`() {
    var configuration = Samples.configuration
    configuration.apis = [
      APIGroup(name: "one", path: "/api/1/*", access: ""),
      APIGroup(name: "two", path: "/x", access: ""),
    ]
    let lines = ["/api/1", "/api/1", "/api/2", "/api/1/5"].map {
      #"{"method":"GET","path":"\#($0)","status":401,"key":"none"}"# + "\n"
    }
    let snapshot = Samples.count(lines.joined().utf8, configuration: configuration)
    #expect(snapshot.notAttemptsRejected == 1)
    #expect(snapshot.rejections.total == 3)
  }

  @Test func `a flood of sources keeps its totals, and nobody is given another's attempts`() {
    let lines = (0..<80_000).map {
      #"{"method":"GET","path":"/api/db/x","status":401,"key":"none","ip":"10.\#($0 >> 16).\#($0 >> 8 & 255).\#($0 & 255)"}"#
    }
    let snapshot = Samples.count((lines.joined(separator: "\n") + "\n").utf8)
    #expect(snapshot.rejections.total == 80_000)
    #expect(snapshot.rejections.sources.allSatisfy { $0.rejected == 1 && $0.kind == .single })
    let all = snapshot.rejections.others + snapshot.rejections.sources.count
    #expect((64_000...96_000).contains(all))
  }
}
