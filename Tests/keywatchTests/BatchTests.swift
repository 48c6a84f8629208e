import Foundation
import KeywatchCore
import KeywatchReport
import Testing

@testable import keywatch

/// A file that is read in ranges, by one thread or several.
struct BatchTests {
  /// Requests, torn lines, blank ones, two records on a line, CRLF, and no newline at the end.
  private static let mixed = """
    {"ts":"2026-11-22T09:00:00Z","method":"POST","path":"/api/tracking-ingest/batch","status":200,"source":"198.51.100.7","key":"dedicated"}\r
    {"ts":"2026-11-22T09:00:01Z","method":"GET","path":"/api/db/rows/17","status":200,"source":"10.0.0.3","key":"shared"}
    {"ts":"2026-11-22T09:00:02Z","method":"GET","path":"/api/db/ro{"ts":"2026-11-22T09:00:03Z","method":"GET","path":"/api/db/rows/18","status":401,"source":"203.0.113.9","key":"unknown","key_fp":"00000000000000aa"}

    something else entirely, with a { and a "
    {"ts":"2026-11-22T09:00:04Z","method":"GET","path":"/api/db/x","status":401,"source":"203.0.113.9","key":"none"}{"ts":"2026-11-22T09:00:05Z","method":"GET","path":"/api/db/x","status":200,"source":"10.0.0.3","key":"shared"}
    {"ts":"2026-11-22T09:00:06Z","method":"POST","path":"/api/tracking-ingest/batch","status":200,"source":"198.51.100.7","key":"dedicated"}
    {"ts":"2026-11-22T09:00:07Z","method":"POST","path":"/api/tracking-inge
    {"ts":"2026-11-22T09:00:08Z","method":"POST","path":"/api/tracking-ingest/batch","status":200,"source":"198.51.100.8","key":"dedicated"}
    """

  private static func json(of path: String, rangeSize: Int64, jobs: Int) throws -> String {
    var batch = Batch(
      configuration: try .builtIn(), since: nil, until: nil, jobs: jobs, top: 100)
    batch.rangeSize = rangeSize
    return String(decoding: Report(try batch.read([path])).json(), as: UTF8.self)
  }

  @Test func `cutting the file at any byte gives the same report`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    try Data(Self.mixed.utf8).write(to: URL(filePath: path))
    let whole = try Self.json(of: path, rangeSize: .max, jobs: 1)
    #expect(whole.contains("\"requests\": 7") || whole.contains("\"requests\":7"))
    for size in 1...Int64(Self.mixed.utf8.count) {
      let cut = try Self.json(of: path, rangeSize: size, jobs: size % 7 == 0 ? 2 : 1)
      #expect(cut == whole, "ranges of \(size)")
    }
  }

  @Test func `several files are one log, and a missing rotated one is a hole`() throws {
    let directory = TemporaryDirectory()
    for (name, minute) in [("app.log.3", 0), ("app.log.1", 20), ("app.log", 30)] {
      let line = """
        {"ts":"2026-11-22T09:\(minute < 10 ? "0" : "")\(minute):00Z","method":"GET","path":"/api/db/x","status":200,"key":"shared"}\n
        """
      try Data(line.utf8).write(to: URL(filePath: directory.path + "/" + name))
    }
    let batch = Batch(configuration: try .builtIn(), since: nil, until: nil, jobs: 2, top: 100)
    let snapshot = try batch.read([directory.path + "/app.log*"])
    #expect(snapshot.requests == 3)
    let holes = snapshot.coverage.flatMap(\.holes)
    #expect(holes.map(\.reason) == ["\(directory.path)/app.log.2 is missing"])
    #expect(holes.first?.from.rfc3339 == "2026-11-22T09:00:00Z")
    #expect(holes.first?.to.rfc3339 == "2026-11-22T09:20:00Z")
  }
}
