import KeywatchCore
import Testing

/// One-line traps of real servers' logs, each with its right reading.
struct TrapTests {
  /// A line, and what is counted: outcome and event time of its one request, or why there is none.
  @Test(arguments: [
    (#"{"timestamp":"2026-11-22T13:00:00Z","method":"POST","path":"/a","status":"401"}"#, "401 0"),
    (#"{"timestamp":"2026-11-22T13:00:00Z","method":"POST","path":"/a","status":4.01e2}"#, "401 0"),
    (#"{"ts":"2026-11-22T13:00:00Z","msg":"pod","status":"Pending"}"#, "not_a_request"),
    (
      #"{"ts":1795352400,"method":"GET","path":"/x","upstream_status":"502, 200","status":200}"#,
      "200 0"
    ),
    (
      #"{"time":"2026-11-22T13:00:00Z","status":401,"user_agent":"\u00dcn\u00ef\ud83d\ude00","method":"GET","path":"/a"}"#,
      "401 0"
    ),
    (
      #"{"time":"2026-11-22T13:00:00Z","status":401,"user_agent":"a\u0000b","method":"GET","path":"/a"}"#,
      "401 0"
    ),
    (
      #"{"time":"2026-11-22T13:00:00Z","status":200,"duration":NaN,"path":"/a","method":"GET"}"#,
      "200 0"
    ),
    (#"{"ts":1795352400,"status":200,"method":"GET","path":"/a"}"#, "200 0"),
    (#"{"ts":1795352400125,"status":200,"method":"GET","path":"/a"}"#, "200 125"),
    (#"{"ts":1795352400125000000,"status":200,"method":"GET","path":"/a"}"#, "200 125"),
    (#"{"ts":1.795352400125e9,"status":200,"method":"GET","path":"/a"}"#, "200 125"),
    (#"{"ts":"2026-11-22 14:00:00.125+01:00","status":200,"method":"GET","path":"/a"}"#, "200 125"),
    (#"{"asctime":"2026-11-22 13:00:00,125","status":200,"method":"GET","path":"/a"}"#, "200 125"),
    (#"{"ts":"2026-11-22T12:59:60Z","status":200,"method":"GET","path":"/a"}"#, "200 -1000"),
    (
      "2026-11-22T13:00:00.125Z\tWARN\tauth/auth.go:40\tinvalid api key\t"
        + #"{"status": 401, "path": "/a", "method": "GET"}"#, "401 125"
    ),
    (
      #"{"time":"2026-11-22T13:00:00Z","level":"error","msg":"upstream OpenAI returned 401: Invalid API key provided"}"#,
      "not_a_request"
    ),
    (
      #"{"time":"2026-11-22T13:00:00Z","status":200,"method":"GET","path":"/a","request_id":123456789012345678901234567890}"#,
      "200 0"
    ),
    (#"{"time":"2026-11-22T13:00:00Z","status":401,"method":"GET","path":"/a",}"#, "401 0"),
    (#"{"time":"2026-11-22T13:00:00Z","status":401,"method":"GET","pa"#, "malformed"),
    (
      #"{"time":"2026-11-22T13:00:00Z","sta{"time":"2026-11-22T13:00:00Z","status":401,"method":"GET","path":"/b"}"#,
      "401 0 malformed"
    ),
    (#"{"ts":1e300,"status":200,"method":"GET","path":"/a"}"#, "200 none"),
    (#"{"ts":99999999999999999999,"status":200,"method":"GET","path":"/a"}"#, "200 none"),
    (#"{"ts":-0,"status":1e300,"method":"GET","path":"/a"}"#, "200 none"),
  ])
  func `a trap is read as its server meant it`(line: String, wanted: String) {
    let snapshot = Samples.count(line)
    var found: [String] = []
    if snapshot.requests == 1 {
      found.append(snapshot.rejected == 1 ? "401" : "200")
      found.append(snapshot.last.map { "\($0.milliseconds - 1_795_352_400_000)" } ?? "none")
    }
    found += Undecoded.allCases.filter { snapshot.lines.undecodedByReason[$0.rawValue] > 0 }.map(
      \.word)
    #expect(found.joined(separator: " ") == wanted)
  }

  @Test func `a raw key in a query is never kept`() {
    let snapshot = Samples.count(
      #"{"time":"2026-11-22T13:00:00Z","status":401,"method":"GET","path":"/api/tracking-ingest/test?api_key=\#(Samples.sharedKey)"}"#
    )
    #expect(snapshot.rejected == 1)
    #expect(!"\(snapshot)".contains("FAKE-shared"))
  }

  @Test func `nesting without end is malformed, not a crash`() {
    let deep = String(repeating: #"{"a":"#, count: 100_000)
    #expect(Samples.count(deep).undecoded == ["malformed 1"])
    #expect(Samples.count(String(repeating: "[", count: 100_000)).lines.undecoded == 1)
  }
}
