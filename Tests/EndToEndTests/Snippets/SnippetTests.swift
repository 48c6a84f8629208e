import Foundation
import Testing

/// Every snippet in the server it is for, with clients that try to break it.
@Suite(.serialized) struct SnippetTests {
  /// What of the report matters here.
  private struct Report: Decodable {
    struct Lines: Decodable { var read: Int, decoded: Int }
    struct Key: Decodable { var key: String, accepted: Int, rejected: Int }
    struct Rejections: Decodable {
      struct Source: Decodable { var source: String, distinctKeys: Int }
      var sources: [Source]
    }
    struct Exposure: Decodable {}
    struct Window: Decodable { var from: Date }
    var window: Window
    var lines: Lines
    var keys: [Key]
    var rejections: Rejections
    var exposures: [Exposure]
  }

  @Test(arguments: SnippetServer.all)
  func `a server says which key, and no client can make it say otherwise`(server: SnippetServer)
    throws
  {
    try Scratch.during { scratch in
      try scratch.write("trusted_proxies: [127.0.0.0/8]\n".utf8, to: "keywatch.yaml")
      let site = try Site(for: server.name, in: scratch)
      let traffic = try server.during(at: site) {
        let traffic = try Traffic(to: site.port, in: scratch)
        try wait(for: Traffic.requests.count, at: site)
        return traffic
      }
      expectAnswers(traffic)
      try expectLines(of: site, server, traffic)
      try expectReport(of: site, server, traffic)
    }
  }

  @Test(arguments: SnippetServer.all.filter { !$0.isProxy })
  func `an app whose log cannot be written answers as ever`(server: SnippetServer) throws {
    try Scratch.during { scratch in
      let site = try Site(for: server.name, in: scratch)
      let traffic = try server.during(at: site, output: "/dev/full") {
        try Traffic(to: site.port, in: scratch)
      }
      expectAnswers(traffic)
    }
  }

  @Test func `Caddy's error log holds no key, and a variable that is not set matches nobody`()
    throws
  {
    try Scratch.during { scratch in
      var site = try Site(for: "caddy", in: scratch)
      site.environment["TRACKING_INGEST_API_KEY"] = .some(nil)
      let server = try SnippetServer.caddy(at: site, output: site.log)
      defer { server.stop() }
      let url = "http://127.0.0.1:\(site.port)/nobody/x"
      for header in ["X-API-Key;", "X-API-Key: \(TestKeys.shared)"] {
        _ = try Program(named: "curl").run(["-s", "-H", header, url], in: scratch)
      }
      try wait(for: 2, at: site)
      let log = try lines(of: site)
      try #require(log.count == 2)
      #expect(log[0].contains(#""key":"none""#) && log[1].contains(#""key":"shared""#))
      let errors = try scratch.text(of: "errors")
      #expect(errors.contains("http.log.error") && errors.contains("/nobody/x"))
      #expect(!errors.contains("FAKE-"))
    }
  }

  @Test func `the file for Hummingbird is Swift`() throws {
    try Scratch.during { scratch in
      let file = try scratch.write(
        Site(for: "hummingbird", in: scratch).snippet.utf8, to: "KeyLog.swift")
      let result = try Program(named: "swiftc").run(
        ["-swift-version", "6", "-parse", file], in: scratch)
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  /// The app answered as if nobody logged.
  private func expectAnswers(_ traffic: Traffic) {
    #expect(traffic.statuses.count == Traffic.requests.count)
    for (request, status) in zip(Traffic.requests, traffic.statuses) {
      let isOurs = ["dedicated", "shared"].contains(request.identity)
      #expect((status != 401) == isOurs, "\(request.identity) \(request.path): \(status)")
      if request.path == "fail" { #expect(status == 500) }
    }
  }

  /// Waits for lines in a log: each is written after the answer is sent.
  private func wait(for count: Int, at site: Site) throws {
    _ = try Deadline.poll(for: 10) { try lines(of: site).count >= count ? true : nil }
  }

  private func lines(of site: Site) throws -> [Substring] {
    try site.scratch.text(of: "keywatch.log").split(separator: "\n")
  }

  /// One object of JSON a request, with the client's path and the answer's status, and without any key.
  private func expectLines(of site: Site, _ server: SnippetServer, _ traffic: Traffic) throws {
    let lines = try lines(of: site)
    var statuses: [Int] = []
    for line in lines {
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      statuses.append(object?["status"] as? Int ?? -1)
      #expect(object != nil && line.contains("tracking-ingest"), "\(line)")
    }
    #expect(statuses.sorted() == traffic.statuses.sorted())
    let log = lines.joined(separator: "\n")
    #expect(log.contains("Mozilla (KHTML, like Gecko)"))
    #expect(!log.lowercased().contains("fake-"))
    #expect(!(try site.scratch.text(of: "errors").lowercased().contains("fake-")))
    for fingerprint in TestKeys.fingerprints {
      #expect(log.contains(fingerprint) == server.tellsFingerprints)
    }
  }

  private func expectReport(of site: Site, _ server: SnippetServer, _ traffic: Traffic) throws {
    let result = try Program.keywatch.run(
      ["report", "--format", "json", site.log], in: site.scratch, environment: TestKeys.environment)
    try #require(result.status == 0, "\(result.errors)")
    #expect(!result.output.lowercased().contains("fake-"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .iso8601
    let report = try decoder.decode(Report.self, from: Data(result.output.utf8))
    #expect(report.lines.read == Traffic.requests.count)
    #expect(report.lines.decoded == Traffic.requests.count)
    #expect(report.exposures.isEmpty)
    #expect(abs(report.window.from.timeIntervalSinceNow) < 1000, "each time has its zone")
    for key in report.keys {
      let expected = traffic.outcomes(of: key.key)
      #expect(
        (key.accepted, key.rejected) == expected, "\(key.key): \(key.accepted) \(key.rejected)")
    }
    let sources = Dictionary(
      report.rejections.sources.map { ($0.source, $0.distinctKeys) }, uniquingKeysWith: +)
    #expect(sources.keys.sorted() == ["127.0.0.1", "203.0.113.7"])
    if server.tellsUnknownApart {
      #expect(sources == ["127.0.0.1": Traffic.wrongKeys, "203.0.113.7": 1])
    }
  }
}
