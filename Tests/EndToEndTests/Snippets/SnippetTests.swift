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
        // A line is written after its answer is sent.
        _ = try Deadline.poll(for: 10) {
          try lines(of: site).count >= Traffic.requests.count ? true : nil
        }
        return traffic
      }
      expectAnswers(traffic)
      try expectLines(of: site, server)
      try expectReport(of: site, server, traffic)
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

  private func lines(of site: Site) throws -> [Substring] {
    try site.scratch.text(of: "keywatch.log").split(separator: "\n")
  }

  /// One object of JSON a request, with the client's path, and without any key.
  private func expectLines(of site: Site, _ server: SnippetServer) throws {
    let lines = try lines(of: site)
    #expect(lines.count == Traffic.requests.count)
    for line in lines {
      #expect(throws: Never.self, "\(line)") {
        try JSONSerialization.jsonObject(with: Data(line.utf8))
      }
      #expect(line.contains("tracking-ingest"), "\(line)")
    }
    let log = lines.joined(separator: "\n")
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
    let report = try decoder.decode(Report.self, from: Data(result.output.utf8))
    #expect(report.lines.read == Traffic.requests.count)
    #expect(report.lines.decoded == Traffic.requests.count)
    #expect(report.exposures.isEmpty)
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
