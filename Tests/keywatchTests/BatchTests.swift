import Foundation
import KeywatchInput
import KeywatchReport
import Testing

@testable import KeywatchCore
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

  @Test(arguments: [0, 1])
  func `a hole that a truncation has left is passed over, as following does`(linesBefore: Int)
    throws
  {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    let line = """
      {"ts":"2026-11-22T09:00:00Z","method":"GET","path":"/api/db/x","status":200,"key":"shared"}\n
      """
    try Data(String(repeating: line, count: linesBefore).utf8).write(to: URL(filePath: path))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seek(toOffset: 1 << 30)
    try file.write(contentsOf: Data((line + line).utf8))
    try file.close()
    let lines = try Self.snapshot(of: path).lines
    #expect(lines.decoded == linesBefore + 2)
    #expect(lines.undecodedByReason[Undecoded.nulHole.rawValue] == 1)
    #expect(lines.read == linesBefore + 3)
    let whole = try Self.json(of: path, rangeSize: .max, jobs: 1)
    #expect(try Self.json(of: path, rangeSize: 1 << 20, jobs: 2) == whole)
  }

  private static func snapshot(of source: String) throws -> Snapshot {
    try Batch(configuration: .builtIn(), since: nil, until: nil, jobs: 2, top: 100).read([source])
  }

  @Test(arguments: [("gz", Packed.gzip), ("zst", Packed.zstd)])
  func `a compressed file gives the report of the plain one`(
    ending: String, pack: @Sendable ([UInt8]) -> [UInt8]
  ) throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    let text = Array(String(repeating: Self.mixed + "\n", count: 100).utf8) + Self.mixed.utf8
    try Data(text).write(to: URL(filePath: path))
    let whole = try Self.json(of: path, rangeSize: 5_000, jobs: 2)
    try Data(pack(text)).write(to: URL(filePath: path + "." + ending))
    let packed = try Self.json(of: path + "." + ending, rangeSize: 5_000, jobs: 2)
    #expect(packed.contains("app.log." + ending))
    #expect(packed.replacing("app.log." + ending, with: "app.log") == whole)
  }

  @Test func `compressed files and plain ones are one log in reading order`() throws {
    let directory = TemporaryDirectory()
    for (name, minute) in [("app.log.4.gz", 10), ("app.log.3.zst", 20), ("app.log.1", 30)] {
      let line = """
        {"ts":"2026-11-22T09:\(minute):00Z","method":"GET","path":"/api/db/x","status":200,"key":"shared"}\n
        """
      let bytes = Array(line.utf8)
      let packed =
        name.hasSuffix("gz")
        ? Packed.gzip(bytes) : name.hasSuffix("zst") ? Packed.zstd(bytes) : bytes
      try Data(packed).write(to: URL(filePath: directory.path + "/" + name))
    }
    for source in [directory.path, directory.path + "/app.log*"] {
      let snapshot = try Self.snapshot(of: source)
      #expect(snapshot.requests == 3)
      let holes = snapshot.coverage.flatMap(\.holes)
      #expect(holes.map(\.reason) == ["\(directory.path)/app.log.2 is missing"])
      #expect(holes.map(\.from.rfc3339) == ["2026-11-22T09:20:00Z"])
    }
  }

  @Test func `a file and what is just being made of it are counted once`() throws {
    let directory = TemporaryDirectory()
    let text = Array(String(repeating: Self.mixed + "\n", count: 100).utf8)
    try Data(text).write(to: URL(filePath: directory.path + "/app.log.1"))
    let packed = Packed.gzip(text)
    for count in [20, packed.count / 2, packed.count] {
      try Data(packed[..<count]).write(to: URL(filePath: directory.path + "/app.log.1.gz"))
      #expect(try Self.snapshot(of: directory.path).requests == 700, "\(count) bytes")
    }
    let other = Packed.gzip(Array(text[..<5000]))
    try Data(other).write(to: URL(filePath: directory.path + "/app.log.1.gz"))
    #expect(try Self.snapshot(of: directory.path).requests > 700)
  }

  @Test func `a damaged file is said, and no report is made of the rest`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log.1.gz"
    var packed = Packed.gzip(Array(Self.mixed.utf8))
    packed[packed.count - 6] ^= 1
    try Data(packed).write(to: URL(filePath: path))
    directory.write("app.log", Self.mixed)
    #expect(throws: InputError.damaged(path: path, .corrupt)) {
      try Self.snapshot(of: directory.path)
    }
    try Data(packed.dropLast(3)).write(to: URL(filePath: path))
    #expect(throws: InputError.damaged(path: path, .truncated)) {
      try Self.snapshot(of: directory.path)
    }
  }
}
