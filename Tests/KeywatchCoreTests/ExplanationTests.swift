import Testing

@testable import KeywatchCore

/// What is told of a line is what it was counted as, step by step.
struct ExplanationTests {
  private static let access =
    #"198.51.100.7 - - [22/Nov/2026:12:55:20 +0000] "POST /api/tracking-ingest/click HTTP/1.1" 200 17 "-" "steve-glen/2""#

  @Test func `a JSON line: its fields with their names, and the key by its fingerprint`() {
    let line =
      #"{"ts":"2026-11-22T09:41:27Z","http":{"method":"GET","status":200},"uri":"/api/db/rows?a=1","keyFp":"85a668621b548d4e"}"#
    #expect(
      Self.explain(line) == [
        [
          "shape: JSON object", "time: 2026-11-22T09:41:27Z (ts) → 2026-11-22T09:41:27.000Z",
          "fields: status 200 (http.status) · method GET (http.method) · path /api/db/rows (uri) · "
            + "key_fingerprint 85a668621b548d4e (keyFp)",
          "key: shared: by its fingerprint", "request: accepted · unattributed · db",
          "evidence: strong",
        ]
      ])
  }

  @Test func `names are told as each line spells them`() {
    let lines = ["remote_ip", "remoteIp", "remote_ip"].map {
      #"{"method":"GET","path":"/api/db/x","status":200,"\#($0)":"192.0.2.1"}"#
    }
    let fields = Self.explain(lines.joined(separator: "\n")).map { steps in
      steps.first { $0.hasPrefix("fields: ") } ?? ""
    }
    #expect(
      fields.map { $0.hasSuffix("192.0.2.1 (remote_ip)") } == [true, false, true]
        && fields[1].hasSuffix("192.0.2.1 (remoteIp)"), "\(fields)")
  }

  @Test func `JSON in wrappers: each is told from the outermost on`() {
    let inner = #"{\"method\":\"GET\",\"path\":\"/api/db/x\",\"status\":200,\"key\":\"webhook\"}"#
    let steps = Self.explain(
      #"web 2026-11-22T13:00:19Z {"log":"\#(inner)\n","stream":"stdout"}"#)
    #expect(
      steps.first == [
        "wrapper: doctl: web 2026-11-22T13:00:19Z", "wrapper: JSON object, in its field log",
        "shape: JSON object", "time: 2026-11-22T13:00:19.000Z, as its wrapper states",
        "fields: status 200 · method GET · path /api/db/x · key webhook",
        "key: shared: by its label", "request: accepted · unattributed · db", "evidence: strong",
      ])
  }

  @Test func `an access line with a label, and one without`() {
    let steps = Self.explain(Self.access + " tracking_ingest\n" + Self.access)
    let own = [
      "shape: access log", "time: 22/Nov/2026:12:55:20 +0000 → 2026-11-22T12:55:20.000Z",
    ]
    #expect(steps[0].starts(with: own) && steps[1].starts(with: own))
    #expect(
      steps[0].suffix(3) == [
        "key: dedicated: by its label",
        "request: accepted · steve-glen.com (by user agent) · tracking-ingest", "evidence: strong",
      ])
    #expect(
      steps[1].suffix(3) == [
        "key: unlabelled: the line does not say which key",
        "request: accepted · steve-glen.com (by user agent) · tracking-ingest",
        "evidence: none: no key of ours is named",
      ])
  }

  @Test func `a sentence is weak evidence`() {
    let steps = Self.explain(
      "2026-11-22 13:00:00,000 - app - INFO - API key authenticated: webhook from 198.51.100.7 for /api/db/x"
    )
    #expect(
      steps.first.map { $0.contains("shape: a sentence about a key") } == true, "\(steps)")
    #expect(
      steps.first?.last == "evidence: weak: words that others may have written, too", "\(steps)")
  }

  @Test func `two lines about a request: the second names the first`() {
    let steps = Self.explain(
      #"{"time":"2026-11-22T12:55:20Z","method":"POST","path":"/api/tracking-ingest/click","ip":"198.51.100.7","status":200,"key":"dedicated"}"#
        + "\n" + Self.access)
    #expect(steps[0].contains("key: dedicated: by its label"))
    #expect(steps[1].last == "request: the one of line 1, and counted there")
  }

  @Test func `a line between two pieces is suspect`() {
    let forged = "2026-11-22 13:00:00,000 - app - INFO - API key webhook accepted for "
    let steps = Self.explain(
      """
      2026-11-22 13:00:00,000 - app - WARNING - API key rejected from 192.0.2.9 for path /api/db/x
      \(forged)192.0.2.7 for path /api/db/y
       HTTP/1.1
      """)
    #expect(
      steps[safe: 1]?.last
        == "suspect: it stands between two pieces of a line that a client may have cut: "
        + "counted apart, and never evidence", "\(steps)")
    #expect(steps[safe: 2]?.last?.hasPrefix("undecoded: fragment: ") == true)
  }

  @Test(arguments: [
    (#"{"method":"GET" "path":"/x"}"#, "malformed: what stands at byte 17 of 28 is no JSON"),
    (#"{"method":"GET","path":"/x""#, "malformed: the object is not complete where the line ends"),
    (
      "hello world",
      "not_a_request: no status, method or path is found in it, and no sentence about a key"
    ),
    (
      #"{"path":"/api/db/x","level":"info"}"#,
      "not_a_request: it takes two of status, method and path"
    ),
    (
      #"{"method":"GET","path":"/x","status":200,"status":404}"#,
      "ambiguous: two values for the status or the key"
    ),
  ]) func `why a line is not understood`(line: String, reason: String) {
    let last = Self.explain(line).first?.last
    #expect(last?.hasPrefix("undecoded: \(reason)") == true, "\(last ?? "nothing")")
  }

  @Test func `blank lines and a missing newline are no trouble`() {
    #expect(Self.explain("\n\n") == [["blank: nothing in it"], ["blank: nothing in it"]])
    #expect(Self.explain("").isEmpty)
  }

  @Test func `a stranger's value is not told, nor what could drive a terminal`() {
    let steps = Self.explain(
      #"{"method":"GET","path":"/api/db/\u001b[2J","status":401,"api_key":"tiny-FAKE","x-api-key":"other-FAKE","msg":"no tiny-FAKE"}"#
    )
    let text = steps.joined().joined(separator: "\n")
    #expect(text.contains("key ‹hidden› (api_key)") && text.contains("key_header ‹hidden›"))
    #expect(!text.contains("FAKE"), "\(text)")
    #expect(text.contains("/api/db/^[[2J"), "\(text)")
  }

  @Test func `explaining counts as reading does`() {
    let lines = (0..<300).map { Samples.line(time: "2026-11-22T09:41:27.\(100 + $0)Z") }
    let text = (lines + ["nothing", Self.access, ""]).joined(separator: "\n")
    var monitor = Self.monitor()
    let explanations = monitor.explain(Array(text.utf8))
    let counted = Samples.count(text.utf8).lines
    #expect(monitor.tally.lines == counted)
    #expect(explanations.map(\.number) == Array(1...302))
    #expect(explanations.allSatisfy { $0.outcomes.count == 1 })
  }

  private static func explain(_ text: String) -> [[String]] {
    var monitor = monitor()
    return monitor.explain(Array(text.utf8)).map { line in
      line.steps.map { "\($0.label): \($0.text)" }
    }
  }

  private static func monitor() -> Monitor {
    Monitor(
      configuration: Samples.configuration,
      unknownHash: UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32)))
  }
}
