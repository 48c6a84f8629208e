import KeywatchCore
import Testing

/// Access lines of a form of their own.
struct AccessShapeTests {
  private static let lines: [(line: String, time: String?, wanted: String)] = [
    (
      #"198.51.100.7:4000 [22/Nov/2026:12:56:11.484] fe~ be/srv 0/0/1/3/4 401 187 - - ---- 1/1/0/0/0 0/0 {a|b} "GET /api/db/x HTTP/1.1""#,
      "2026-11-22T12:56:11.484Z", "GET /api/db/x 401 198.51.100.7 unlabelled -"
    ),
    (
      #"198.51.100.7:4000 [22/Nov/2026:12:56:11.484] fe fe/<NOSRV> -1/-1/-1/-1/0 -1 0 - - CR-- 1/1/0/0/0 0/0 "<BADREQ>""#,
      "2026-11-22T12:56:11.484Z", "- - 0 198.51.100.7 unlabelled -"
    ),
    (
      #"[2026-11-22T12:56:11.310Z] "GET /api/db/x HTTP/2" 401 UAEX 154 0 226 100 "203.0.113.9" "curl/8" "id-1" "api.example.com" "tcp://10.0.2.1:80""#,
      "2026-11-22T12:56:11.310Z", "GET /api/db/x 401 - unlabelled curl/8"
    ),
    (
      #"[2026-11-22T12:56:11.310Z] "GET /api/db/x HTTP/1.1" 200 - via_upstream - "-" 0 5 1 1 "-" "curl/8" "id-1" "api" "10.0.2.1:80" inbound|80|| 127.0.0.1:1 10.0.2.1:80 198.51.100.7:4000 - default"#,
      "2026-11-22T12:56:11.310Z", "GET /api/db/x 200 198.51.100.7 unlabelled curl/8"
    ),
    (
      #"https 2026-11-22T12:56:11.310123Z app/lb/50dc 2001:db8::7:4000 10.0.0.1:80 0.0 0.1 0.0 401 401 34 366 "GET https://api.example.com:443/api/db/x HTTP/1.1" "curl/8" - - arn "Root=1-58" "api.example.com" "-" 0"#,
      "2026-11-22T12:56:11.310Z", "GET /api/db/x 401 2001:db8::7 unlabelled curl/8"
    ),
    (
      #"2026-11-22T12:56:11.310123Z lb 198.51.100.7:4000 10.0.0.1:80 0.0 0.1 0.0 200 200 0 29 "GET http://api:80/api/db/x HTTP/1.1" "curl/8" - -"#,
      "2026-11-22T12:56:11.310Z", "GET /api/db/x 200 198.51.100.7 unlabelled curl/8"
    ),
    (
      "2026-11-22\t12:56:11\tCDG50\t703\t198.51.100.7\tGET\td.example.net\t/api/db/x\t000\t-\tcurl/8\tq=1\t-\tError\tid\tapi.example.com\thttps\t62\t0.1\t-\tTLSv1.3",
      "2026-11-22T12:56:11Z", "GET /api/db/x 0 198.51.100.7 unlabelled curl/8"
    ),
    (
      "2026-11-22 12:56:11 10.0.0.1 POST /api/db/x - 443 - 198.51.100.7 curl/8 - 401 0 0 12",
      "2026-11-22T12:56:11Z", "POST /api/db/x 401 198.51.100.7 unlabelled curl/8"
    ),
    (
      "[pid: 88185|app: 0|req: 1/1] 198.51.100.7 () {38 vars in 696 bytes} [Sun Nov 22 12:56:11 2026] POST /api/db/x => generated 47 bytes in 12 msecs (HTTP/1.1 401) 9 headers in 378 bytes (1 switches on core 3)",
      "2026-11-22T12:56:11Z", "POST /api/db/x 401 198.51.100.7 unlabelled -"
    ),
    (
      #"[22/Nov/2026:12:56:11 +0000] - 401 401 - GET https api.example.com "/api/db/x" [Client 198.51.100.7] [Length 9] [Gzip -] [Sent-to web] "curl/8" "-""#,
      "2026-11-22T12:56:11Z", "GET /api/db/x 401 198.51.100.7 unlabelled curl/8"
    ),
    (
      #"[22/Nov/2026:12:56:11 +0000] 444 - GET https api.example.com "/api/db/x" [Client 198.51.100.7] [Length 0] [Gzip -] "curl/8" "-""#,
      "2026-11-22T12:56:11Z", "GET /api/db/x 444 198.51.100.7 unlabelled curl/8"
    ),
    (
      #"[GIN] 2026/11/22 - 12:56:11 | 401 |      79.479µs |    198.51.100.7 | POST     "/api/db/x""#,
      "2026-11-22T12:56:11Z", "POST /api/db/x 401 198.51.100.7 unlabelled -"
    ),
    (
      #"2026/11/22 12:56:11 [vm/ab-1] "POST http://api.example.com/api/db/x HTTP/1.1" from 198.51.100.7:4000 - 401 12B in 14.942µs"#,
      "2026-11-22T12:56:11Z", "POST /api/db/x 401 198.51.100.7 unlabelled -"
    ),
    ("POST /api/db/x 401 - - 0.752 ms", nil, "POST /api/db/x 401 - unlabelled -"),
    ("POST /api/db/x 401 0.893 ms - 5", nil, "POST /api/db/x 401 - unlabelled -"),
    (#"POST /api/db/x" - - ms - -"#, nil, #"POST /api/db/x" 0 - unlabelled -"#),
    (
      "::ffff:198.51.100.7 bob frank POST /api/db/x HTTP/1.1 401 5 - 0.7 ms", nil,
      "POST /api/db/x 401 198.51.100.7 unlabelled -"
    ),
  ]

  @Test(arguments: lines.indices) func `each form is read`(index: Int) {
    let (line, time, wanted) = Self.lines[index]
    #expect(AccessLines.read(line) == [wanted])
    #expect(AccessLines.time(line) == time)
  }

  @Test(arguments: [
    "198.51.100.7:4000 [22/Nov/2026:12:56:11.484] fe/be: SSL handshake failure",
    #"2026-11-22T12:56:11.310123Z lb 198.51.100.7:4000 10.0.0.1:80 0 0 0 - - 82 305 "- - - " "-" - -"#,
    "[GIN-debug] GET /api/db/x --> main.main.func1 (3 handlers)",
    "POST /api/db/x took 401 0.7 ms", "GET /api/db/x 200",
    "2026-11-22 12:56:11 198.51.100.7 - 10.0.0.1 80 GET /api/db/x - 200 curl",
    "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
  ])
  func `what only looks like one is no request`(line: String) {
    #expect(Samples.count(line).undecoded == ["not_a_request 1"])
  }

  @Test func `lines cut and spliced anywhere are counted once`() {
    var random = SeededRandom(seed: 11)
    let all = Self.lines.map { Array($0.line.utf8) }
    for _ in 0..<3000 {
      let (a, b) = (
        all[Int.random(in: all.indices, using: &random)], all.randomElement(using: &random) ?? []
      )
      var line = Array(a.prefix(Int.random(in: 0...a.count, using: &random)))
      line += b.suffix(Int.random(in: 0...b.count, using: &random))
      if let at = line.indices.randomElement(using: &random) {
        line[at] = Array(#"" []\-/|{"#.utf8).randomElement(using: &random) ?? 0
      }
      let lines = Samples.count(line + [0x0a]).lines
      #expect(lines.read >= 1)
      #expect(lines.read == lines.decoded + lines.blank + lines.undecoded + lines.suspect)
    }
  }
}
