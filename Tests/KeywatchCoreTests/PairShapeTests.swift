@testable import KeywatchCore
import Testing

/// Text lines of names and values.
struct PairShapeTests {
  @Test(arguments: [
    // slog: dotted names, a quoted value with escapes; behind it a name that only looks like one.
    #"time=2026-11-22T13:09:18.637Z level=INFO msg=request request.method=POST request.path=/api/tracking-ingest/batch request.user_agent="a \"b\" key_id=shared \xff" response.status=200 key_id=tracking_ingest"#,
    // nginx: everything a client writes between quotes, with bytes as \xHH.
    #"ts=2026-11-22T12:56:07+00:00 method=POST uri="/api/tracking-ingest/\x22b" status=200 ua="x\x22 key=shared" key=dedicated"#,
    // structlog: a flag, an empty value.
    "timestamp=2026-11-22T13:00:34Z event=request_completed method=POST path=/api/tracking-ingest/x status=200 referer= key_id=dedicated authenticated",
    // The same names twice with the same values are one.
    "level=info method=GET path=/api/tracking-ingest/x status=200 status=200 key=dedicated key=dedicated",
    // Python's quotes.
    #"timestamp='2026-11-22T13:00:39Z' event='request_completed' method='POST' path='/api/tracking-ingest/x' status=200 user_agent='it\'s "key_id=shared' referer=None key_id='tracking_ingest'"#,
    // A request in one value.
    "timestamp='2026-11-22T13:00:39Z' request='POST /api/tracking-ingest/x' code=200 ip='198.51.100.7' key_id='dedicated'",
    "time:[22/Nov/2026:12:55:20 +0000]\thost:198.51.100.7\treq:POST /api/tracking-ingest/x HTTP/1.1\tstatus:200\tua:key_id:shared\tkey_id:dedicated",
    "2026-11-22T13:00:46Z [info     ] request_completed              key_id=dedicated method=POST path=/api/tracking-ingest/x status=200 user_agent='a key_id=shared'",
    "2026-11-22T13:14:39+0000 info App: key_id=dedicated hb.request.method=POST hb.request.path=/api/tracking-ingest/x [App] done",
    #"info: HTTP Request {"method":"POST","path":"/api/tracking-ingest/x","status":200,"key":"dedicated"}"#,
    #"2026-11-22T13:00:46Z [info]: HTTP Request {"method":"POST","path":"/api/tracking-ingest/x","status":200,"key":"dedicated"}"#,
  ])
  func `a line of pairs is a request with its key`(line: String) {
    let snapshot = Samples.count(line)
    #expect(snapshot.identities.first == "dedicated 1+0", "\(snapshot.undecoded)")
    #expect(snapshot.requests == 1)
  }

  @Test(arguments: [
    // Fewer than three pairs, words among them, a torn quote, no name at the beginning.
    "method=GET path=/x", "method=GET path=/x: status=401 (refused) key=shared",
    #"method=GET path=/x status=200 key=shared ua="torn"#,
    " method=GET path=/x status=200", "=GET path=/x status=200 key=shared",
    "[x] method=GET path=/x status=200 key=shared", "a:1\tb:2\tc", "a:b c:d e:f",
    "2026-11-22T13:00:46Z [words] event status=200 path=/x method=GET",
    "2026-11-22T13:14:39+0000 loud App: hb.request.method=POST hb.request.path=/x [App] done",
  ])
  func `other lines are none`(line: String) {
    let snapshot = Samples.count(line)
    #expect(snapshot.requests == 0 && snapshot.undecoded == ["not_a_request 1"])
  }

  @Test func `an object behind words that may be a client's is suspect`() {
    let snapshot = Samples.count(
      #"info: Received {"method":"POST","path":"/api/db/x","status":200,"key":"dedicated"}"#)
    #expect(snapshot.requests == 0 && snapshot.lines.suspect == 1)
  }

  @Test func `two values of a key or a status that differ are ambiguous`() {
    let snapshot = Samples.count(
      "level=info method=GET path=/api/db/x status=200 key=dedicated key=shared",
      "level=info method=GET path=/api/db/x status=200 status=401 key=shared")
    #expect(snapshot.requests == 0 && snapshot.undecoded == ["ambiguous 2"])
  }

  @Test func `a message between pairs may be a sentence`() {
    let snapshot = Samples.count(
      #"time="2026-11-22T13:00:34Z" level=warning msg="Missing API key from 203.0.113.9 for /api/db/x""#
    )
    #expect(snapshot.identities == ["none 0+1"])
  }

  @Test func `behind a header of swift-log nothing is read`() {
    let snapshot = Samples.count(
      "2026-11-22T13:14:39+0000 info Hummingbird: hb.request.method=GET hb.request.path=/api/db/x "
        + "user-agent=curl key_id=dedicated [App] API key authenticated")
    #expect(snapshot.identities == ["unlabelled 1+0"])
  }

  @Test func `shapes with words of an application among their fields are weak`() {
    let weak = TextShape.allCases.filter { $0.grade == .weak }
    #expect(weak == [.reprPairs, .structlogConsole, .swiftLog, .nginxError])
    var record = Record()
    KeySentence("Missing API key from 203.0.113.9")?.write(to: &record)
    #expect(record.grade == .weak)
    record.clear()
    #expect(record.grade == .strong)
  }
}

extension KeySentence {
  /// A sentence that is kept for good: for tests.
  init?(_ text: StaticString) {
    self.init(Bytes(base: text.utf8Start, count: text.utf8CodeUnitCount)) { $0.equals("dedicated") }
  }
}
