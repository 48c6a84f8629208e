import Foundation
import Testing

/// `keywatch rehearse`, through the built program, over the demo's two weeks.
struct RehearseTests {
  private let directory: Directory

  init() throws {
    directory = try Directory()
    let demo = ["demo", "--headless", "--seed", "1", "--lines", "20000", "--out", "demo"]
    #expect(try Invocation(demo, in: directory).status == 0)
  }

  private func callers(without key: String, _ more: String...) throws -> Set<String> {
    let arguments = ["rehearse", "demo/app.log", "--without", key, "--format", "json"] + more
    let run = try Invocation(arguments, in: directory)
    #expect(run.status == 1, "\(run.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let rows = try #require(object?["callers"] as? [[String: Any]])
    let names = Set(rows.compactMap { $0["caller"] as? String })
    #expect(object?["would_break"] as? Int == names.count)
    return names
  }

  @Test func `without its own key one caller alone would have broken`() throws {
    #expect(try callers(without: "dedicated") == ["steve-glen.com"])
  }

  @Test func `without the shared key the caller that moved would not have broken`() throws {
    #expect(try callers(without: "shared").contains("steve-glen.com"))
    let later = try callers(without: "shared", "--since", "2026-11-08")
    #expect(!later.contains("steve-glen.com"))
    #expect(later.isSuperset(of: ["n8n", "zapier", "metabase", "analytics-cron"]))
  }

  @Test func `where a key was not used, nothing would have broken`() throws {
    let run = try Invocation(
      ["rehearse", "demo/app.log", "--without", "dedicated", "--until", "2026-11-01T12:00:00Z"],
      in: directory)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("without dedicated, nothing would have broken\n"))
  }

  @Test func `a key that is not configured is refused`() throws {
    let run = try Invocation(["rehearse", "demo/app.log", "--without", "x"], in: directory)
    #expect(run.status == 64)
    #expect(run.errors == "keywatch: no key is called x; those there are: dedicated, shared\n")
  }
}
