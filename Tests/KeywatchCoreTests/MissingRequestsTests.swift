import KeywatchCore
import Testing

/// What is said of logs that cannot prove anything.
struct MissingRequestsTests {
  private func status(_ lines: [String]) throws -> MigrationStatus {
    var monitor = Monitor(
      configuration: Samples.configuration, unknownHash: UnknownKeyHash(secret: [7]))
    let text = lines.map { $0 + "\n" }.joined()
    Samples.feed(Array(text.utf8), to: &monitor, chunk: LineBuffer.chunkSize)
    var tally = monitor.finish()
    return try #require(tally.snapshot().migrations.first)
  }

  private func check(
    _ lines: [String], _ sentence: String, _ next: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let status = try status(lines)
    #expect(status.sentence == sentence, sourceLocation: location)
    #expect(status.next == next, sourceLocation: location)
  }

  private func line(
    _ status: Int, _ rest: String, path: String = "/api/tracking-ingest/batch"
  ) -> String {
    "{\"method\":\"POST\",\"path\":\"\(path)\",\"status\":\(status)\(rest)}"
  }

  private static let time = ",\"ts\":\"2026-11-22T09:41:10Z\""
  private static let snippet = "keywatch snippet flask; for other servers: keywatch snippet --help"

  @Test func `a log of refusals alone is called so before all else`() throws {
    try check(
      [line(401, ",\"source\":\"10.0.0.5\""), line(403, ",\"source\":\"10.0.0.5\"")],
      "This log records only refusals: accepted requests are not visible, so a switch cannot be proved.",
      Self.snippet)
  }

  @Test func `a log that names no key is no log of unknown keys`() throws {
    try check(
      [line(200, Self.time)],
      "This log does not say which key a request was accepted with, so a switch cannot be proved.",
      Self.snippet)
    try check(
      [line(200, Self.time + ",\"key_fp\":\"0123456789abcdef\"")],
      "This log names no key that keywatch knows with an accepted request, so a switch cannot be proved.",
      "keywatch --env-file .env FILE, with the variables that hold your keys.")
  }

  @Test func `a log without times is called so`() throws {
    try check(
      [line(200, ",\"key\":\"shared\"")],
      "This log does not say when a request was made, so a switch cannot be proved.",
      Self.snippet)
  }

  @Test func `one private address for all is a proxy's, unless the caller is told apart`() throws {
    let lines = ["curl", "Wget"].map { program in
      line(
        200, "\(Self.time),\"key\":\"shared\",\"source\":\"10.0.0.5\",\"user_agent\":\"\(program)\""
      )
    }
    let cure =
      "keywatch init, then trusted_proxies: [10.0.0.5] in keywatch.yaml; log X-Forwarded-For as forwarded_for."
    try check(
      lines,
      "steve-glen.com: not recognised: every request comes from 10.0.0.5, a private address such as a proxy's.",
      cure)
    try check(
      lines + [
        line(
          200, "\(Self.time),\"key\":\"dedicated\",\"source\":\"10.0.0.5\",\"user_agent\":\"curl\"")
      ], "Every request comes from 10.0.0.5: callers cannot be told apart.", cure)
    let named =
      lines + [
        line(
          200,
          "\(Self.time),\"key\":\"shared\",\"source\":\"10.0.0.5\",\"user_agent\":\"steve-glen/2\"")
      ]
    #expect(try status(named).sentence == "steve-glen.com: still on shared, last used just now.")
    let elsewhere =
      lines + [
        line(200, "\(Self.time),\"key\":\"shared\",\"source\":\"10.0.0.6\"")
      ]
    #expect(try status(elsewhere).sentence.contains("unknown addresses use shared"))
  }

  @Test func `without a request it is said why there is none`() throws {
    try check(
      [], "No line has been read yet, so nothing is known of steve-glen.com.",
      "Send a request; where the server logs none: keywatch snippet flask.")
    try check(
      ["{\"msg\":\"Listening\"}", "", "{\"msg\":\"Ready\"}"],
      "None of the 2 lines of this log is a request: messages of a server, or a format keywatch does not know.",
      "keywatch explain FILE; to log requests: keywatch snippet flask.")
    try check(
      ["{\"msg\":\"Listening\"}", "{\"a\":", "{\"b\":"],
      "None of the 3 lines of this log was understood: 2 lines are malformed.",
      "keywatch explain FILE says of each line why.")
    try check(
      [line(200, Self.time + ",\"key\":\"shared\"", path: "/v2/rows")],
      "Not even the only request of this log is on a configured API.",
      "keywatch init, then the paths of your APIs under apis: in keywatch.yaml.")
  }

  @Test func `a verdict does not come from what is said of it`() throws {
    #expect(try status([]).verdict == .notStarted)
    #expect(try status(["{\"msg\":\"Listening\"}"]).verdict == .notStarted)
    #expect(try status(["{\"msg\":\"Listening\"}"]).cannotTellBecause.isEmpty)
  }
}
