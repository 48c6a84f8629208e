import Glibc
import Testing

@testable import KeywatchInput

/// One file followed by its name, on a real file system.
struct FileTailTests {
  private let scratch: Scratch
  private var log: String { scratch("app.log") }

  init() throws { scratch = try Scratch() }

  @Test("a file is read from its beginning and followed")
  func follows() throws {
    try scratch.write("1\n2\n", to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == ["1", "2"])
    try scratch.append("3\n4", to: "app.log")
    #expect(follower.take() == ["3"])
    try scratch.append("4\n", to: "app.log")
    #expect(follower.take() == ["44"])
    #expect(follower.take() == [])
  }

  @Test("from the end, a line that is being written is still read whole")
  func fromEnd() throws {
    try scratch.write("1\n2\nhal", to: "app.log")
    var follower = try Follower(log, from: .end)
    #expect(follower.take() == [])
    try scratch.append("f\n3\n", to: "app.log")
    #expect(follower.take() == ["half", "3"])
  }

  @Test("from the end, a position says where its stream begins")
  func fromEndBegins() throws {
    try scratch.write("1\n2\nhal", to: "app.log")
    var follower = try Follower(log, from: .end)
    follower.read()
    try scratch.append("f\n3\n", to: "app.log")
    follower.read()
    let positions = follower.set.movedPositions(now: follower.now)
    guard case .file(let position) = positions.first else {
      Issue.record("no position")
      return
    }
    #expect(position.begin == 4)
    #expect(position.offset == 11)
  }

  @Test("from the end, a file that appears later is read from its beginning")
  func fromEndLater() throws {
    var follower = try Follower(log, from: .end)
    #expect(follower.take() == [])
    try scratch.write("1\n", to: "app.log")
    #expect(follower.take() == ["1"])
  }

  @Test("after a rename the old file is read to its end, then the new one")
  func renames() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == ["1"])
    try scratch.append("2\n", to: "app.log")
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write("3\n", to: "app.log")
    #expect(follower.take() == ["2", "3"])
    try scratch.append("4\n", to: "app.log")
    #expect(follower.take() == ["4"])
  }

  @Test("a rename out of the directory loses nothing")
  func renamesAway() throws {
    try scratch.makeDirectory("old")
    try scratch.write("1\n", to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == ["1"])
    try scratch.append("2\n", to: "app.log")
    try scratch.rename("app.log", to: "old/yesterday")
    #expect(follower.take() == ["2"])
    #expect(follower.set.states.first?.condition == .waiting)
    try scratch.write("3\n", to: "app.log")
    #expect(follower.take() == ["3"])
    #expect(follower.set.states.first?.condition == .following)
  }

  @Test("files that begin alike are told apart")
  func bannersAlike() throws {
    let banner = "# service started, log format 3, instance web-1 #\n"
    try scratch.write(banner + "1\n", to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take().last == "1")
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write(banner + "1\n2\n", to: "app.log")
    #expect(follower.take().dropFirst() == ["1", "2"])
  }

  @Test("lines that are written late to the old file are read while it is kept")
  func lateLines() throws {
    let old = try Writer(log)
    try old.write("0\n")
    var follower = try Follower(log)
    #expect(follower.take() == ["0"])
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write("new\n", to: "app.log")
    #expect(follower.take() == ["new"])
    for number in 1...50 { try old.write("\(number)\n") }
    #expect(follower.take() == (1...50).map(String.init))
  }

  @Test(
    "lines written after the old file was let go are read under its rotated name"
  )
  func veryLateLines() throws {
    let old = try Writer(log)
    try old.write("1\n")
    var follower = try Follower(log)
    follower.read()
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write("2\n", to: "app.log")
    follower.read()
    follower.read(after: .seconds(31))
    #expect(follower.lines == ["1", "2"])
    try old.write("3\n")
    #expect(follower.take() == ["1", "2", "3"])
    #expect(follower.take(after: .seconds(31)) == [])
  }

  @Test("an open last line of the old file is finished once, when the file is let go")
  func unterminated() throws {
    try scratch.write("1\nopen", to: "app.log")
    var follower = try Follower(log)
    follower.read()
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write("2\nalso open", to: "app.log")
    follower.read()
    #expect(follower.unterminated == [])
    follower.read(after: .seconds(31))
    #expect(follower.unterminated == ["open"])
    #expect(follower.lines == ["1", "2"])
  }

  @Test("several rotations between two looks lose no file, and none from before is read")
  func missedRotations() throws {
    try scratch.write("ancient\n", to: "app.log.1")
    try scratch.write("1\n", to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == ["1"])
    for number in 2...4 {
      for age in [3, 2, 1] where access(scratch("app.log.\(age)"), F_OK) == 0 {
        try scratch.rename("app.log.\(age)", to: "app.log.\(age + 1)")
      }
      try scratch.rename("app.log", to: "app.log.1")
      try scratch.write("\(number)\n", to: "app.log")
    }
    #expect(follower.take() == ["2", "3", "4"])
  }

  @Test(
    "a file made anew under the same name is read from 0, whatever its size", arguments: [1, 3, 5])
  func unlinkAndCreate(lines count: Int) throws {
    var follower = try Follower(log)
    try scratch.write("a\nb\nc\n", to: "app.log")
    #expect(follower.take() == ["a", "b", "c"])
    for round in 0..<100 {
      let birth = try FileStatus.of(path: log).identity.born
      try scratch.remove("app.log")
      try scratch.passBirth(birth)
      let lines = (0..<count).map { "\(round % 10)\($0)" }
      try scratch.write(lines.map { $0 + "\n" }.joined(), to: "app.log")
      #expect(follower.take() == lines)
    }
  }

  @Test("a truncated file is read from 0 and what it left open is dropped")
  func truncation() throws {
    try scratch.write("first line\nsecond line\nopen", to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == ["first line", "second line"])
    try scratch.write("1\n", to: "app.log")
    #expect(follower.take() == ["1"])
    #expect(follower.drops == 1)
    #expect(follower.unterminated == [])
  }

  @Test("a truncation is told even before the file grows again")
  func truncationToNothing() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try Follower(log)
    follower.read()
    try scratch.truncate("app.log")
    follower.read()
    #expect(follower.drops == 1)
    try scratch.append("1\n2\n", to: "app.log")
    #expect(follower.take() == ["1", "1", "2"])
  }

  @Test("the copy that precedes a truncation is not read")
  func copiesAndTruncates() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try Follower(scratch("app.log*"))
    #expect(follower.take() == ["1"])
    try scratch.passBirth(of: "app.log")
    try scratch.write("1\n", to: "app.log.1")
    #expect(follower.take() == [])
    try scratch.truncate("app.log")
    #expect(follower.take() == [])
    try scratch.append("2\n", to: "app.log")
    #expect(follower.take() == ["2"])
    try scratch.rename("app.log", to: "app.log.2")
    try scratch.write("3\n", to: "app.log")
    #expect(follower.take() == ["3"])
  }

  @Test(
    "a link set to file after file gives all their lines, of one it returns to only new ones"
  )
  func links() throws {
    for number in 0..<30 { try scratch.write("\(number)\n", to: "part-\(number)") }
    try scratch.link("current", to: "part-0")
    var follower = try Follower(scratch("current"))
    follower.read()
    for number in 1..<30 {
      try scratch.link("next", to: "part-\(number)")
      try scratch.rename("next", to: "current")
      follower.read()
    }
    #expect(follower.lines == (0..<30).map(String.init))
    try scratch.append("more\n", to: "part-3")
    try scratch.link("next", to: "part-3")
    try scratch.rename("next", to: "current")
    #expect(follower.take().last == "more")
    #expect(follower.take() == [])
  }

  @Test("a file renamed away and back is continued")
  func renamesBack() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try Follower(log)
    follower.read()
    try scratch.rename("app.log", to: "aside")
    follower.read()
    try scratch.rename("aside", to: "app.log")
    try scratch.append("2\n", to: "app.log")
    #expect(follower.take() == ["1", "2"])
  }

  @Test("a directory that is removed and made again is found again")
  func directoryReturns() throws {
    try scratch.makeDirectory("logs")
    try scratch.write("1\n", to: "logs/app.log")
    var follower = try Follower(scratch("logs/app.log"))
    #expect(follower.take() == ["1"])
    try scratch.remove("logs/app.log")
    try scratch.remove("logs")
    #expect(follower.take() == [])
    #expect(follower.set.states.first?.condition == .waiting)
    try scratch.makeDirectory("logs")
    #expect(follower.take(after: .seconds(600)) == [])
    try scratch.write("2\n", to: "logs/app.log")
    #expect(follower.take() == ["2"])
  }

  @Test(
    "a file that may not be read is a failing source with cause and retry, and is read once it may")
  func permission() throws {
    // Root may read everything, so the refusal is handed in.
    let gate = Gate()
    try scratch.write("1\n", to: "app.log")
    var follower = try Follower([log]) { sighting throws(InputError) in
      if gate.isShut { throw .cannotOpen(path: sighting.path, .denied) }
      return try SourceSet.file(sighting)
    }
    #expect(follower.take() == [])
    #expect(follower.set.states.first?.condition == .failing)
    #expect(follower.set.states.first?.detail == "permission denied · retry in 1s")
    gate.open()
    #expect(follower.take() == ["1"])
    #expect(follower.set.states.first?.condition == .following)
    #expect(follower.set.states.first?.detail == "")
  }

  @Test("many rotations keep no more than a few files open")
  func boundedFiles() throws {
    try scratch.write("0\n", to: "app.log")
    var follower = try Follower(log)
    follower.read()
    for number in 1...100 {
      try scratch.rename("app.log", to: "app.log.\(1000 - number)")
      try scratch.write("\(number)\n", to: "app.log")
      follower.read(after: .seconds(1) / 10)
      follower.read()
    }
    #expect(follower.lines == (0...100).map(String.init))
    #expect(follower.set.tails.first?.opened.count ?? 0 <= Rotation.fileLimit + 1)
  }

  @Test("every file is closed with the set, and on exec")
  func closesFiles() throws {
    try scratch.write("0\n", to: "app.log")
    try follow()
    #expect(scratch.openFiles() == [])
  }

  private func follow() throws {
    var follower = try Follower(scratch("*.log"))
    for number in 1...5 {
      follower.read()
      try scratch.rename("app.log", to: "app.log.\(9 - number)")
      try scratch.write("\(number)\n", to: "app.log")
    }
    let open = scratch.openFiles()
    #expect(open.count == 5)
    #expect(open.allSatisfy { fcntl($0, F_GETFD) == FD_CLOEXEC })
    #expect(follower.take(after: .seconds(60)).count == 6)
  }
}
