import Foundation
import Testing

/// A server nobody wrote for keywatch, and what keywatch makes of its log.
@Suite(.serialized) struct NginxTests {
  /// What of the report matters here.
  private struct Report: Decodable {
    struct Lines: Decodable { var read: Int, decoded: Int, undecoded: Int }
    struct Key: Decodable { var key: String, requests: Int, accepted: Int, rejected: Int }
    struct Rejections: Decodable { var total: Int, reasons: [String: Int] }
    var lines: Lines
    var requests: Int
    var outcomes: [String: Int]
    var keys: [Key]
    var rejections: Rejections
  }

  private func sendTheFirst(to server: Nginx) throws {
    try server.send(12, key: Nginx.dedicated)
    try server.send(7, key: Nginx.shared)
    try server.send(5, key: "FAKE-wrong-key")
    try server.send(3, key: nil)
  }

  @Test func `a report counts the four identities of a real nginx`() throws {
    try Scratch.during { scratch in
      let result = try Nginx.during(in: scratch) { server in
        try sendTheFirst(to: server)
        return try Program.keywatch.run(["report", "--format", "json", server.log], in: scratch)
      }
      try #require(result.status == 0, "\(result.errors)")
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      #expect(report.lines.read == 27 && report.lines.decoded == 27 && report.lines.undecoded == 0)
      #expect(report.requests == 27)
      #expect(report.outcomes == ["accepted": 19, "rejected": 8])
      let accepted = report.keys.map { "\($0.key) \($0.accepted)" }
      #expect(accepted == ["dedicated 12", "shared 7", "unknown 0", "none 0", "unlabelled 0"])
      let rejected = report.keys.map { "\($0.key) \($0.rejected)" }
      #expect(rejected == ["dedicated 0", "shared 0", "unknown 5", "none 3", "unlabelled 0"])
      #expect(report.rejections.total == 8)
      #expect(report.rejections.reasons == ["unknown": 5, "missing": 3])
      #expect(!result.output.contains("FAKE-"), "no key, known or not, leaves keywatch")
    }
  }

  @Test func `the dashboard shows the four identities while requests come`() throws {
    try Scratch.during { scratch in
      try Nginx.during(in: scratch) { server in
        try sendTheFirst(to: server)
        let watch = [try Program.keywatch.path, "watch", server.log]
        try Tmux.during(watch, in: scratch) { terminal in
          let first = ["dedicated": 12, "shared": 7, "unknown": 5, "none": 3]
          try terminal.wait(for: "\(first)") { shows(first, on: $0) }
          try server.send(3, key: Nginx.dedicated)
          try server.send(2, key: Nginx.shared)
          try server.send(4, key: "FAKE-wrong-key")
          try server.send(1, key: nil)
          let later = ["dedicated": 15, "shared": 9, "unknown": 9, "none": 4]
          let screen = try terminal.wait(for: "\(later)") { shows(later, on: $0) }
          #expect(!screen.contains { $0.contains("FAKE-") }, "no key, known or not, is shown")
          try terminal.press("q")
          #expect(try terminal.ending() == 0)
        }
      }
    }
  }

  /// Whether some part of a row begins with each identity and holds its count.
  private func shows(_ counts: [String: Int], on screen: [String]) -> Bool {
    let parts = screen.flatMap { $0.split(separator: "│") }.map { $0.split(separator: " ") }
    return counts.allSatisfy { name, count in
      parts.contains { $0.prefix(2).contains(Substring(name)) && $0.contains("\(count)") }
    }
  }
}
