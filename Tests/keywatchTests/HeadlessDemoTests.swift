import Glibc
import Testing

@testable import keywatch

struct HeadlessDemoTests {
  static func write(
    _ lines: Int, seed: UInt64 = 7, to directory: borrowing TemporaryDirectory
  ) throws(DemoError) {
    try HeadlessDemo(seed: seed, lines: lines, linesPerFile: 100)
      .write(to: DemoDirectory(path: directory.path))
  }

  @Test func `the log is rotated when it is full, and the newest lines are live`() throws {
    let directory = TemporaryDirectory()
    try Self.write(250, to: directory)
    #expect(directory.names == ["app.log", "app.log.1", "app.log.2", "truth.json"])
    #expect(directory.lines("app.log") == 50)
    #expect(directory.lines("app.log.1") == 100)
    #expect(directory.lines("app.log.2") == 100)
    let oldest = String(decoding: directory.read("app.log.2").prefix(32), as: UTF8.self)
    #expect(oldest == "{\"ts\":\"2026-11-01T00:00:00.000Z\"")
  }

  @Test func `a log that is just full is not rotated`() throws {
    let directory = TemporaryDirectory()
    try Self.write(100, to: directory)
    #expect(directory.names == ["app.log", "truth.json"])
    #expect(directory.lines("app.log") == 100)
  }

  @Test func `the files together are the story, and equal seeds give equal bytes`() throws {
    let first = TemporaryDirectory()
    let second = TemporaryDirectory()
    try Self.write(250, to: first)
    try Self.write(250, to: second)
    for name in first.names { #expect(first.read(name) == second.read(name)) }
    let whole = first.read("app.log.2") + first.read("app.log.1") + first.read("app.log")
    let single = TemporaryDirectory()
    try HeadlessDemo(seed: 7, lines: 250).write(to: DemoDirectory(path: single.path))
    #expect(single.read("app.log") == whole)
    #expect(single.read("truth.json") == first.read("truth.json"))
  }

  @Test func `an earlier demo's files are replaced, all of them`() throws {
    let directory = TemporaryDirectory()
    try Self.write(250, to: directory)
    directory.write("notes", "mine")
    try Self.write(50, to: directory)
    #expect(directory.names == ["app.log", "notes", "truth.json"])
    #expect(directory.lines("app.log") == 50)
  }

  @Test func `a log that no demo wrote stays as it is`() throws {
    let directory = TemporaryDirectory()
    directory.write("app.log.3", "somebody's\n")
    let log = directory.path + "/app.log.3"
    #expect(throws: DemoError.inTheWay(path: log)) { try Self.write(50, to: directory) }
    #expect(directory.names == ["app.log.3"])
    #expect(directory.read("app.log.3") == Array("somebody's\n".utf8))
  }

  @Test func `a directory that cannot be made is said`() throws {
    let directory = TemporaryDirectory()
    directory.write("file", "")
    let path = directory.path + "/file/logs"
    #expect {
      try HeadlessDemo(seed: 1, lines: 1).write(to: DemoDirectory(path: path))
    } throws: { error in
      (error as? DemoError)?.clause == "cannot make \(path): Not a directory"
    }
  }

  @Test func `missing directories are made`() throws {
    let directory = TemporaryDirectory()
    let inner = DemoDirectory(path: directory.path + "/a")
    try HeadlessDemo(seed: 1, lines: 1).write(to: inner)
    #expect(directory.lines("a/app.log") == 1)
    try inner.prepare()
    rmdir(inner.path)
  }
}
