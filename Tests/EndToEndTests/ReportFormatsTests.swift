import Foundation
import Testing

/// Every form of a report from a real log, where all that is not the caller's own is marked.
struct ReportFormatsTests {
  private static let formats = ["text", "json", "csv", "markdown", "html"]
  private let directory: Directory

  init() throws {
    let lines = (0..<40).flatMap { i in
      let second = (i < 10 ? "0" : "") + "\(i)"
      return [
        Self.line(second, "steve-glen.com", "tracking-ingest/batch", "dedicated", "198.51.100.7"),
        Self.line(second, "canary.example", "tracking-ingest/canary", "shared", "203.0.113.99"),
        Self.line(second, "canary.example", "db/canary", "shared", "203.0.113.99"),
        Self.line(second, "", "db/canary", "unknown", "203.0.113.98", status: 401),
      ]
    }
    directory = try Directory(["canary.log": lines.joined(separator: "\n") + "\n"])
  }

  private static func line(
    _ second: String, _ client: String, _ path: String, _ key: String, _ source: String,
    status: Int = 200
  ) -> String {
    let agent = client.isEmpty ? "canary" : client + "/1"
    return "{\"ts\":\"2026-11-22T09:41:\(second)Z\",\"method\":\"POST\",\"path\":\"/api/\(path)\","
      + "\"status\":\(status),\"source\":\"\(source)\",\"client\":\"\(client)\","
      + "\"user_agent\":\"\(agent)\",\"auth\":{\"key\":\"\(key)\"}}"
  }

  private func written(_ format: String, _ arguments: [String] = []) throws -> String {
    let run = try Invocation(
      ["report", "canary.log", "--format", format, "-o", "report"] + arguments, in: directory)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.isEmpty)
    #expect(try directory.mode("report") == 0o600)
    return try String(contentsOf: directory.file("report"), encoding: .utf8)
  }

  @Test(arguments: formats)
  func `the whole report is for nobody outside and says so`(format: String) throws {
    let report = try written(format, format == "csv" ? ["--table", "callers"] : [])
    #expect(report.lowercased().contains("internal"))
    #expect(report.contains("canary"))
  }

  @Test(arguments: formats)
  func `the copy for a caller has nothing of anybody else in it`(format: String) throws {
    let copy = try written(format, ["--caller", "steve-glen.com"])
    #expect(copy.contains("dedicated"))
    #expect(copy.replacing("\\", with: "").contains("steve-glen.com"))
    for word in ["canary", "203.0.113", "/api/db", "internal"] {
      #expect(!copy.lowercased().replacing("\\", with: "").contains(word), "\(word)")
    }
  }

  @Test func `a directory gets every table, in a file of its own`() throws {
    try FileManager.default.createDirectory(
      at: directory.file("tables"), withIntermediateDirectories: false)
    let run = try Invocation(
      ["report", "canary.log", "--format", "csv", "-o", "tables"], in: directory)
    #expect(run.status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.file("tables").path)
    #expect(
      names.sorted() == [
        "alarms.csv", "apis.csv", "callers.csv", "coverage.csv", "exposures.csv", "keys.csv",
        "places.csv", "sources.csv", "steps.csv",
      ])
    #expect(try directory.mode("tables/keys.csv") == 0o600)
  }

  @Test(arguments: [
    (["--table", "keys"], "--table is for csv"),
    (["--caller", "nobody"], "no caller is called nobody"),
    (["--caller", "unattributed"], "no caller is called unattributed"),
    (
      ["--caller", "steve-glen.com", "--format", "csv", "--table", "apis"],
      "the copy for a caller has no table apis"
    ),
  ])
  func `what cannot be written is refused`(arguments: [String], message: String) throws {
    let run = try Invocation(["report", "canary.log"] + arguments, in: directory)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message))
  }
}
