import Foundation
import Testing

/// `keywatch callers` through the built program.
struct CallersTests {
  private let directory: Directory
  private static let configuration = """
    callers:
      - { name: steve-glen.com, match: [{ user_agent: "steve-glen*" }] }

    """

  init() throws {
    let log = (0..<50).map { second in
      let time = "2026-11-18T09:00:\(second < 10 ? "0" : "")\(second)Z"
      let (source, agent, key) =
        second % 2 == 0
        ? ("203.0.113.9", "acme\\\"}], {-worker/2", "shared")
        : ("198.51.100.7", "curl/8", second % 5 == 0 ? "none" : "shared")
      return """
        {"ts":"\(time)","method":"POST","path":"/api/db/rows","status":\(key == "none" ? 401 : 200),\
        "source":"\(source)","user_agent":"\(agent)","key":"\(key)"}

        """
    }.joined()
    directory = try Directory([
      "app.log": log, "keywatch.yaml": Self.configuration, "noise.log": "{\n",
    ])
  }

  private func run(_ arguments: String...) throws -> Invocation {
    try Invocation(arguments, in: directory)
  }

  private func claims(in output: String) -> [String] {
    output.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  - {") }
  }

  @Test func `who is not known is listed with a line that claims it`() throws {
    let run = try run("callers", "app.log")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("2 unattributed sources · 50 of 50 requests"))
    #expect(run.output.contains("db /rows"))
    #expect(
      claims(in: run.output) == [
        #"  - { name: "acme\"}],", match: [{ user_agent: "acme\"}],*" }] }"#,
        "  - { name: 198.51.100.7, match: [{ source: 198.51.100.7 }] }",
      ])
  }

  @Test func `a line applies to what was counted before it`() throws {
    #expect(try run("collect", "--once", "app.log").status == 0)
    try FileManager.default.removeItem(at: directory.file("app.log"))
    let before = try run("callers", "--from-state")
    let lines = claims(in: before.output)
    #expect(lines.count == 2, "\(before.output)\(before.errors)")
    try (Self.configuration + lines.joined(separator: "\n") + "\n").write(
      to: directory.file("keywatch.yaml"), atomically: true, encoding: .utf8)
    let after = try run("callers", "--from-state")
    #expect(after.status == 0, "\(after.errors)")
    #expect(after.output.contains("every request is of a caller that is known"))
    let report = try run("report", "--from-state", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(report.output.utf8))
    let callers = (object as? [String: Any])?["callers"] as? [[String: Any]] ?? []
    #expect(
      Set(callers.compactMap { $0["caller"] as? String }) == ["acme\"}],", "198.51.100.7"])
  }

  @Test func `what cannot be read is said as every command says it`() throws {
    #expect(try run("callers").status == 64)
    #expect(try run("callers", "none.log").status == 66)
    #expect(try run("callers", "--from-state").status == 66)
    #expect(try run("callers", "noise.log").status == 65)
    #expect(
      try run("callers", "app.log", "--until", "2026-11-01").output
        .contains("no request in 50 lines"))
  }
}
