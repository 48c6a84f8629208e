import Foundation
import KeywatchCore
import KeywatchReport
import Testing

@testable import keywatch

struct RecountTests {
  private static func line(_ number: Int) -> String {
    """
    {"ts":"2026-11-22T09:00:00Z","method":"GET","path":"/api/db/rows/\(number)","status":200,"source":"10.0.0.3","key":"shared"}\n
    """
  }

  /// Ten requests, a blank line and a torn one.
  private static let text = (0..<10).map(line).joined() + "\n{\"ts\":\n"
  private static let counts: LineCounts = {
    var counts = LineCounts()
    (counts.decoded, counts.blank) = (10, 1)
    counts.undecodedByReason[Undecoded.malformed.rawValue] = 1
    return counts
  }()

  private static func witness(_ bytes: some Sequence<UInt8>) -> Witness {
    Array(bytes).withUnsafeBytes { Witness($0) }
  }

  /// What a state says after `read` was read of `path`.
  private static func position(
    _ path: String, _ read: String = text, state: FilePosition.State = .reading, begin: Int64 = 0
  ) -> FilePosition {
    FilePosition(
      number: 1, source: path, name: path, path: path,
      identity: FileIdentity(device: 1, inode: 1, born: 1), offset: Int64(read.utf8.count),
      size: Int64(read.utf8.count), head: witness(read.utf8.prefix(1000)),
      tail: witness(read.utf8.suffix(64)), state: state, since: Timestamp(seconds: 0),
      begin: begin)
  }

  private func find(_ position: FilePosition) throws -> Verification.Found {
    Recount(configuration: try .builtIn()).find(position)
  }

  @Test func `lines up to the position are counted, and none behind it`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    directory.write("app.log", Self.text + Self.line(11) + "{\"torn")
    #expect(try find(Self.position(path)) == .recounted(Self.counts, path: path))
  }

  @Test(arguments: ["app.log.1", "app.log-20261122", "app.log.old"])
  func `a renamed file is found by its content`(name: String) throws {
    let directory = TemporaryDirectory()
    directory.write(name, Self.text)
    directory.write("app.log", Self.line(99) + Self.line(98))
    let found = try find(Self.position(directory.path + "/app.log"))
    #expect(found == .recounted(Self.counts, path: directory.path + "/" + name))
  }

  @Test(arguments: [Packed.gzip, Packed.zstd])
  func `a compressed one, too`(pack: @Sendable ([UInt8]) -> [UInt8]) throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    try Data(pack(Array((Self.text + Self.line(11)).utf8))).write(
      to: URL(filePath: path + ".2.gz"))
    #expect(try find(Self.position(path)) == .recounted(Self.counts, path: path + ".2.gz"))
  }

  @Test func `a file with another beginning, another end or fewer bytes is another one`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    let others = [
      "#" + Self.text.dropFirst(), String(Self.text.dropLast(2)) + "#\n",
      String(Self.text.dropLast()), "",
    ]
    for other in others {
      directory.write("app.log", other)
      #expect(try find(Self.position(path)) == .gone)
    }
    try Data(Packed.gzip(Array(others[1].utf8))).write(to: URL(filePath: path))
    #expect(try find(Self.position(path)) == .gone)
  }

  @Test func `what stands in no file any more is gone`() throws {
    let directory = TemporaryDirectory()
    #expect(try find(Self.position(directory.path + "/app.log")) == .gone)
    #expect(try find(Self.position("/nowhere/at/all/app.log")) == .gone)
  }

  @Test func `an unterminated last line of a finished file counts`() throws {
    let directory = TemporaryDirectory()
    let text = Self.text + "{\"torn\":"
    directory.write("app.log", text)
    var counts = Self.counts
    counts.undecodedByReason[Undecoded.unterminated.rawValue] = 1
    let path = directory.path + "/app.log"
    let found = try find(Self.position(path, text, state: .finished))
    #expect(found == .recounted(counts, path: path))
  }

  @Test func `what was passed over at the beginning is not counted`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    directory.write("app.log", Self.text)
    let begin = Int64(Self.line(0).utf8.count * 3)
    var counts = Self.counts
    counts.decoded = 7
    #expect(try find(Self.position(path, begin: begin)) == .recounted(counts, path: path))
  }

  @Test func `a log of several chunks is counted as one`() throws {
    let directory = TemporaryDirectory()
    let text = (0..<9000).map(Self.line).joined()
    directory.write("app.log", text)
    var counts = LineCounts()
    counts.decoded = 9000
    let path = directory.path + "/app.log"
    #expect(try find(Self.position(path, text)) == .recounted(counts, path: path))
  }

  @Test func `a hole that a truncation has left counts as following counts it`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/app.log"
    let text = String(repeating: "\0", count: 3 << 20) + Self.line(1) + Self.line(2)
    try Data(text.utf8).write(to: URL(filePath: path))
    var counts = LineCounts()
    counts.decoded = 2
    counts.undecodedByReason[Undecoded.nulHole.rawValue] = 1
    #expect(try find(Self.position(path, text)) == .recounted(counts, path: path))
  }

  @Test func `a path from another directory is looked for where its source lies`() throws {
    let directory = TemporaryDirectory()
    directory.write("app.log", Self.text)
    var position = Self.position("logs/app.log")
    position.source = directory.path + "/app.log"
    #expect(
      try find(position) == .recounted(Self.counts, path: directory.path + "/app.log"))
  }
}
