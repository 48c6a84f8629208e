import Glibc
import Testing

@testable import KeywatchInput

struct SourcePatternTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func resolve(_ path: String) throws -> [String] {
    try SourcePattern(path).resolve().map { String($0.dropFirst(scratch.path.count + 1)) }
  }

  private func message(_ path: String) -> String? {
    do {
      _ = try SourcePattern(path).resolve()
      return nil
    } catch {
      return error.message
    }
  }

  @Test("a dash is standard input, which has no files")
  func standardInput() throws {
    #expect(SourcePattern("-") == .standardInput)
    #expect(try SourcePattern("-").resolve() == [])
    #expect(SourcePattern("-").name == "standard input")
    #expect(SourcePattern("./-") == .path("./-"))
  }

  @Test("a file stands for itself alone, even where its name looks like a glob")
  func file() throws {
    for name in ["app.log", "app.log.1", "a*b[1]?.log"] { try scratch.write("", to: name) }
    #expect(try resolve(scratch("app.log")) == ["app.log"])
    #expect(try resolve(scratch("a*b[1]?.log")) == ["a*b[1]?.log"])
  }

  @Test("a glob gives its files in reading order")
  func glob() throws {
    for name in ["app.log", "app.log.1", "app.log.2", "app.log.10", "app.log-20261101"] {
      try scratch.write("", to: name)
    }
    try scratch.makeDirectory("app.log.d")
    let wanted = ["app.log-20261101", "app.log.10", "app.log.2", "app.log.1", "app.log"]
    #expect(try resolve(scratch("app.log*")) == wanted)
  }

  @Test("a file with several names is given once")
  func links() throws {
    try scratch.write("", to: "app.log")
    try scratch.link("current.log", to: "app.log")
    try scratch.check("link", link(scratch("app.log"), scratch("hard.log")))
    #expect(try resolve(scratch("*.log")) == ["app.log"])
  }

  @Test("dated names come by name")
  func datedNames() throws {
    for name in ["app-2026-11-03.log", "app-2026-11-01.log", "app-2026-11-02.log"] {
      try scratch.write("", to: name)
    }
    let wanted = ["app-2026-11-01.log", "app-2026-11-02.log", "app-2026-11-03.log"]
    #expect(try resolve(scratch("app-*.log")) == wanted)
  }

  @Test("a directory stands for its log files and for nothing else")
  func directory() throws {
    let logs = [
      "a.jsonl", "access_log.2.gz", "access_log", "app-2026-11-01.log.zst", "app.log-20261101",
      "app.log.3.gz", "app.log.2.zst", "app.log.2", "app.log", "b.ndjson", "c.log.gz",
    ]
    let others = [
      "truth.json", ".hidden.log", "app.log.3.xz", "access_log.bz2", "notes.txt", "notes.txt.gz",
      "app.log.bak", "catalog",
    ]
    for name in logs + others { try scratch.write("", to: name) }
    try scratch.makeDirectory("old.log")
    #expect(try resolve(scratch.path) == logs)
  }

  @Test("what is missing is said in the system's words")
  func missing() throws {
    let path = scratch("x")
    #expect(message(path) == "cannot open \(path): No such file or directory")
    #expect(message(path + "/*.log") == "cannot open \(path)/*.log: No such file or directory")
    try scratch.makeDirectory("empty")
    #expect(message(scratch("empty")) == "cannot read \(scratch("empty")): no log files in it")
    try scratch.write("", to: "file")
    #expect(message(scratch("file/x")) == "cannot open \(scratch("file/x")): Not a directory")
  }

  @Test("missing is told from every other trouble")
  func isMissing() throws {
    try scratch.link("loop", to: "loop")
    #expect(throws: InputError.cannotOpen(path: scratch("loop"), ErrorNumber(ELOOP))) {
      try SourcePattern(scratch("loop")).resolve()
    }
    #expect(InputError.cannotOpen(path: "x", ErrorNumber(ELOOP)).isMissing == false)
    #expect(InputError.cannotOpen(path: "x", .missing).isMissing)
    #expect(InputError.noMatch(pattern: "*").isMissing)
  }

  @Test("devices and what else has no end are named and not opened")
  func kinds() throws {
    try scratch.check("mkfifo", mkfifo(scratch("pipe"), 0o600))
    let pipe = scratch("pipe")
    #expect(message("/dev/zero") == "cannot read /dev/zero: it is a device")
    #expect(message(pipe) == "cannot read \(pipe): a FIFO is read with `- < \(pipe)`")
  }

  @Test("a source can be waited for where its directory exists")
  func directories() throws {
    try SourcePattern(scratch("later.log")).requireDirectory()
    try SourcePattern(scratch("*/later.log")).requireDirectory()
    try SourcePattern("later.log").requireDirectory()
    try SourcePattern("-").requireDirectory()
    let path = scratch("no/later.log")
    #expect(throws: InputError.cannotOpen(path: path, .missing)) {
      try SourcePattern(path).requireDirectory()
    }
  }
}
