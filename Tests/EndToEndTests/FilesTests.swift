import Foundation
import Testing

struct FilesTests {
  private let directory: Directory

  init() throws { directory = try Directory(["empty.log": "", "victim": "untouched"]) }

  @Test func `a report in a file is its owner's only and replaces the old one whole`() throws {
    for _ in 0..<2 {
      let run = try Invocation(["report", "empty.log", "-o", "report.txt"], in: directory)
      #expect(run.status == 0)
      #expect(run.output.isEmpty)
      #expect(try directory.mode("report.txt") == 0o600)
      #expect(try directory.text("report.txt").hasPrefix("keywatch report"))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.url.path)
    #expect(names.sorted() == ["empty.log", "report.txt", "victim"])
  }

  @Test func `what a link leads to is not written to`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: directory.file("report.txt").path, withDestinationPath: "victim")
    let run = try Invocation(["report", "empty.log", "-o", "report.txt"], in: directory)
    #expect(run.status == 0)
    #expect(try directory.text("victim") == "untouched")
    #expect(try directory.text("report.txt").hasPrefix("keywatch report"))
  }

  @Test func `a device is written to and stays a device`() throws {
    let run = try Invocation(["report", "empty.log", "-o", "/dev/null"], in: directory)
    #expect(run.status == 0)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func `init writes a configuration that can be read, and only once`() throws {
    let first = try Invocation(["init"], in: directory)
    #expect(first.status == 0)
    #expect(first.output.contains("keywatch.yaml"))
    let report = try Invocation(
      ["report", "empty.log", "--config", "keywatch.yaml"], in: directory)
    #expect(report.status == 0)
    try "name: mine".write(
      to: directory.file("keywatch.yaml"), atomically: false, encoding: .utf8)
    let second = try Invocation(["init"], in: directory)
    #expect(second.status == 2)
    #expect(second.errors == "keywatch: cannot write keywatch.yaml: File exists\n")
    #expect(try directory.text("keywatch.yaml") == "name: mine")
  }
}
