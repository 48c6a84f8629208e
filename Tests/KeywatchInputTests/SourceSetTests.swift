import Glibc
import KeywatchCore
import Testing

@testable import KeywatchInput

struct SourceSetTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("a glob of many files gives every line of each once")
  func manyFiles() throws {
    for number in 0..<200 { try scratch.write("\(number)\n", to: "app-\(number).log") }
    var follower = try Follower(scratch("*.log"))
    #expect(Set(follower.take()) == Set((0..<200).map(String.init)))
    try scratch.append("more\n", to: "app-77.log")
    #expect(follower.take() == ["more"])
    #expect(follower.set.states.count == 1)
  }

  @Test("a file that joins a glob is read from its beginning")
  func joins() throws {
    try scratch.write("1\n", to: "a.log")
    var follower = try Follower(scratch("*.log"), from: .end)
    #expect(follower.take() == [])
    try scratch.write("2\n", to: "b.log")
    #expect(follower.take() == ["2"])
  }

  @Test(
    "a glob with rotated files reads them first, oldest first, each once over rotations"
  )
  func rotatedInGlob() throws {
    try scratch.write("1\n", to: "app.log.2")
    try scratch.write("2\n", to: "app.log.1")
    try scratch.write("3\n", to: "app.log")
    var follower = try Follower(scratch("app.log*"))
    #expect(follower.take() == ["1", "2", "3"])
    try scratch.rename("app.log.2", to: "app.log.3")
    try scratch.rename("app.log.1", to: "app.log.2")
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write("4\n", to: "app.log")
    #expect(follower.take() == ["4"])
    #expect(follower.take(after: .seconds(60)) == [])
  }

  @Test("a glob of rotated names alone reads each file once while they are shifted")
  func onlyRotated() throws {
    try scratch.write("1\n", to: "app.log.1")
    var follower = try Follower(scratch("app.log.*"))
    #expect(follower.take() == ["1"])
    try scratch.rename("app.log.1", to: "app.log.2")
    try scratch.write("2\n", to: "app.log.1")
    #expect(follower.take() == ["2"])
    #expect(follower.take(after: .seconds(60)) == [])
  }

  @Test("a directory takes in new logs and leaves other files alone")
  func directory() throws {
    var follower = try Follower(scratch.path)
    #expect(follower.take() == [])
    #expect(follower.set.states.first?.condition == .waiting)
    #expect(follower.set.states.first?.detail == "no log files in it yet")
    try scratch.write("no\n", to: "truth.json")
    try scratch.write("1\n", to: "app.log")
    #expect(follower.take() == ["1"])
  }

  @Test(
    "one file under several names, by link, by glob and by a source given twice, is counted once")
  func oneFile() throws {
    try scratch.write("1\n", to: "app.log")
    try scratch.link("link.log", to: "app.log")
    try scratch.check("link", link(scratch("app.log"), scratch("hard.log")))
    var follower = try Follower([scratch("*.log"), scratch("app.log"), scratch("app.log")])
    #expect(follower.take() == ["1"])
    try scratch.append("2\n", to: "app.log")
    #expect(follower.take() == ["2"])
    #expect(follower.set.states.map(\.condition) == [.following, .following, .following])
    #expect(follower.set.states.last?.detail == "its files are read for another source")
  }

  @Test("a file renamed to another name of the glob is continued, not read again")
  func renamedWithinGlob() throws {
    let writer = try Writer(scratch("a.log"))
    try writer.write("1\n")
    var follower = try Follower(scratch("*.log"))
    #expect(follower.take() == ["1"])
    try scratch.rename("a.log", to: "b.log")
    try writer.write("2\n")
    #expect(follower.take() == ["2"])
    #expect(follower.take(after: .seconds(60)) == [])
    try writer.write("3\n")
    #expect(follower.take() == ["3"])
  }

  @Test("sources are served a chunk in turn")
  func fairness() throws {
    let chunk = String(repeating: String(repeating: "x", count: 99) + "\n", count: 3000)
    for name in ["a.log", "b.log", "c.log"] { try scratch.write(chunk, to: name) }
    var set = try SourceSet(["a.log", "b.log", "c.log"].map { .path(scratch($0)) })
    var buffer = [UInt8](repeating: 0, count: 100_000)
    var order: [Int] = []
    while case .bytes(let stream) = set.next() {
      #expect(buffer.withUnsafeMutableBytes { set.read(into: $0) } == 100_000)
      order.append(stream.source)
    }
    #expect(order == [0, 1, 2, 0, 1, 2, 0, 1, 2])
  }

  @Test("the backlog is what was read and what is known to be there")
  func backlog() throws {
    try scratch.write("123\n", to: "a.log")
    try scratch.write("12345\n", to: "b.log")
    var follower = try Follower(scratch("*.log"))
    #expect(follower.set.next(now: follower.now) != .idle)
    #expect(follower.set.backlog == (read: 0, total: 10))
    #expect(follower.set.states.first?.condition == .reading)
    follower.read()
    #expect(follower.set.backlog == (read: 10, total: 10))
    #expect(follower.set.states.first?.condition == .following)
    #expect(follower.set.states.first?.bytes == 10)
  }

  @Test("from the end nothing is backlog")
  func backlogFromEnd() throws {
    try scratch.write("123\n", to: "a.log")
    var follower = try Follower(scratch("a.log"), from: .end)
    follower.read()
    #expect(follower.set.backlog == (read: 0, total: 0))
  }

  @Test("a source that is missing is waited for, one that is nothing to read fails")
  func states() throws {
    try scratch.makeDirectory("x")
    var follower = try Follower([scratch("a.log"), "/dev/zero", scratch("*.log")])
    follower.read()
    let missing = SourceState(
      name: scratch("a.log"), condition: .waiting, detail: "no such file or directory")
    let device = SourceState(
      name: "/dev/zero", condition: .failing, detail: "it is a device")
    let glob = SourceState(
      name: scratch("*.log"), condition: .waiting, detail: "no file matches yet")
    #expect(follower.set.states == [missing, device, glob])
  }

  @Test("in a glob, a file that cannot be read is named and the others are read")
  func oneBadFile() throws {
    try scratch.write("1\n", to: "a.log")
    let bad = scratch("b.log")
    let writer = try Writer(bad)
    try writer.write([0x1f, 0x8b, 0x08, 0x00])
    var follower = try Follower(scratch("*.log"))
    #expect(follower.take() == ["1"])
    #expect(
      follower.set.states.first?.detail == "\(bad): it is compressed (gzip)")
  }

  @Test("between two looks nothing but a file's own news makes it be read")
  func looks() throws {
    try scratch.write("1\n", to: "a.log")
    var follower = try Follower(scratch("*.log"))
    #expect(follower.take() == ["1"])
    try scratch.append("2\n", to: "a.log")
    #expect(follower.take(after: .zero) == [])
    #expect(follower.take(after: SourceSet.lookInterval) == ["2"])
  }
}
