import KeywatchCore
import Testing

/// Lines of the common log format and of its relatives.
struct AccessLineTests {
  private static let head = #"198.51.100.7 - - [22/Nov/2026:12:55:20 +0000]"#

  @Test(arguments: [
    head, "api.example.com:80 " + head, "198.51.100.7:4000 - - [22/Nov/2026:12:55:20 +0000]",
    "198.51.100.7 - bob [x] frank [22/Nov/2026:12:55:20 +0000]",
    "198.51.100.7 api.example.com - [22/Nov/2026:13:55:20 +0100]",
    "198.51.100.7 - - [22/Nov/2026 12:55:20]",
  ])
  func `who and when is found before the request`(head: String) {
    let line = head + #" "GET /api/db/x?q=1 HTTP/1.1" 401 17 "-" "curl/8""#
    #expect(AccessLines.read(line) == ["GET /api/db/x 401 198.51.100.7 unlabelled curl/8"])
    #expect(AccessLines.time(line) == "2026-11-22T12:55:20Z")
  }

  @Test func `a server that states less is understood as far as it goes`() {
    #expect(
      AccessLines.read(
        #"198.51.100.7:40446 - "POST /api/db/x HTTP/1.1" 200 OK"#,
        #"[2026-11-22 13:03:26 +0000] 198.51.100.7 - "POST /api/db/x HTTP/1.1" 200 1.234"#,
        #"[22/Nov/2026 13:03:41] "POST /api/db/x HTTP/1.1" 200 2439"#,
        #"- "POST /api/db/x HTTP/1.1" 200 OK"#) == [
          "POST /api/db/x 200 198.51.100.7 unlabelled -",
          "POST /api/db/x 200 198.51.100.7 unlabelled -", "POST /api/db/x 200 - unlabelled -",
          "POST /api/db/x 200 - unlabelled -",
        ])
  }

  @Test func `sizes, hosts and protocols may be missing`() {
    #expect(
      AccessLines.read(
        Self.head + #" "GET /api/db/x" 200 -"#,
        Self.head + #" "GET /api/db/x 1.1" 200 5 "-" "curl/8""#,
        Self.head + #" "GET /api/db/x HTTP/1.1" - - "-" "curl/8" 456 "-" "-" 0ms"#,
        #"host.example.com - - [22/Nov/2026:12:55:20 +0000] "GET /api/db/x HTTP/2.0" 200 5"#) == [
          "GET /api/db/x 200 198.51.100.7 unlabelled -",
          "GET /api/db/x 200 198.51.100.7 unlabelled curl/8",
          "GET /api/db/x 0 198.51.100.7 unlabelled curl/8", "GET /api/db/x 200 - unlabelled -",
        ])
  }

  @Test func `what was no HTTP is a request that was refused`() {
    #expect(
      AccessLines.read(
        Self.head + #" "\x16\x03\x01" 400 157 "-" "-""#, Self.head + #" "-" 408 -"#,
        Self.head + #" "GET" 400 157"#, Self.head + #" "G\x1BT /api/db/x HTTP/1.1" 400 157"#) == [
          "- - 400 198.51.100.7 unlabelled -", "- - 408 198.51.100.7 unlabelled -",
          "GET - 400 198.51.100.7 unlabelled -", "- /api/db/x 400 198.51.100.7 unlabelled -",
        ])
    #expect(AccessLines.read(Self.head + #" "-" - -"#, #"198.51.100.7 - "-" 408 -"#).isEmpty)
  }

  @Test func `escapes are resolved, quotes that nobody escaped are survived`() {
    #expect(
      AccessLines.read(
        Self.head + #" "GET /api/db/a\"b\xc3\xbc HTTP/1.1" 401 5 "-" "q\"\\u""#,
        Self.head + #" "GET /api/db/a"b?x="y" HTTP/1.1" 401 5"#,
        Self.head + #" "GET /api/db/x HTTP/1.1" 401 5 "-" "odd\""#) == [
          #"GET /api/db/a"bü 401 198.51.100.7 unlabelled q"\u"#,
          #"GET /api/db/a"b 401 198.51.100.7 unlabelled -"#,
          "GET /api/db/x 401 198.51.100.7 unlabelled -",
        ])
  }

  @Test(arguments: [
    #"rt=0.1 key_id=shared request_id=1"#, #"842 shared "kw-1" "203.0.113.9, 198.51.100.7""#,
    #""203.0.113.9" key_id="shared""#, #"12 WEBHOOK_API_KEY shared shared"#,
  ])
  func `a label counts behind the last field a client writes`(tail: String) {
    let line = Self.head + #" "GET /api/db/x HTTP/1.1" 200 5 "-" "curl/8" "# + tail
    let isOne = !tail.contains("WEBHOOK")
    #expect(
      AccessLines.read(line) == [
        "GET /api/db/x 200 198.51.100.7 \(isOne ? "shared" : "unlabelled") curl/8"
      ])
  }

  @Test(arguments: [
    #"" 200 5 "-" "key_id=shared""#, #"HTTP/1.1" 200 5 "-" "x key_id=shared y""#,
    #"?key_id=shared HTTP/1.1" 200 5 "-" "-""#, #"?a="b key_id=shared HTTP/1.1" 200 5 "-" "a"b""#,
    #"HTTP/1.1" 200 5 "-" "-" - - 752178adb17130b2 10.0.50.80:9000 word"#,
  ])
  func `what a client writes is no label`(rest: String) {
    let line = Self.head + #" "GET /api/db/x "# + rest
    #expect(Samples.count(line).identities == ["unlabelled 1+0"])
  }

  @Test(arguments: [
    "Nov 22 12:55:20 vm nginx: ", "2026-11-22T12:55:20Z stdout F ", "nginx: ", "web-1  | ",
    "INFO:werkzeug:", "INFO:     ", "web.1 2026-11-22T12:55:20Z app: ", "2026-11-22T12:55:20.123Z ",
  ])
  func `a line in a wrapper is not one of these`(wrapper: String) {
    for line in [
      Self.head + #" "GET /api/db/x HTTP/1.1" 200 5"#,
      #"- - - [22/Nov/2026:12:55:20 +0000] "GET /api/db/x HTTP/1.1" 200 5"#,
      #"198.51.100.7:1 - "GET /api/db/x HTTP/1.1" 200 OK"#,
    ] {
      let wrapped = AccessLines.entries([wrapper + line])
      // Either the wrapper was taken off, or nothing was read: its words are never the line's.
      for entry in wrapped { #expect(entry.source == AccessLines.entries([line])[0].source) }
    }
  }
}
