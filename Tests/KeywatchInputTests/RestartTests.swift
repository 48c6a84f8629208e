import Glibc
import KeywatchCore
import Testing

@testable import KeywatchInput

/// What is stored of a log, and how it is found again: on a real file system.
struct RestartTests {
  private let scratch: Scratch
  private var log: String { scratch("app.log") }

  init() throws { scratch = try Scratch() }

  private func lines(_ range: ClosedRange<Int>) -> [String] { range.map { "line \($0)" } }

  private func text(_ range: ClosedRange<Int>) -> String {
    lines(range).map { $0 + "\n" }.joined()
  }

  private func file(_ positions: [Position], _ index: Int = 0) -> FilePosition? {
    guard index < positions.count, case .file(let position) = positions[index] else { return nil }
    return position
  }

  /// Reads everything there is, and stores where that was.
  private func run(_ positions: [Position] = [], from start: Start = .beginning) throws -> (
    lines: [String], positions: [Position], holes: [String]
  ) {
    var follower = try Follower([log], from: start, positions: positions)
    follower.read()
    let stored = follower.stored(over: positions)
    follower.read()
    return (follower.lines, stored, follower.set.takeHoles().map(\.reason))
  }

  @Test(
    "a position is behind the last complete line, and only what moved is given, until it is saved")
  func position() throws {
    try scratch.write("1\n2\nopen", to: "app.log")
    var follower = try Follower(log)
    follower.read()
    let position = try #require(file(follower.set.movedPositions(now: follower.now)))
    #expect(position.offset == 4)
    #expect(position.size == 8)
    #expect(position.path == log)
    #expect(position.state == .reading)
    #expect(position.head == [UInt8]("1\n2\n".utf8).withUnsafeBytes { Witness($0) })
    #expect(follower.set.movedPositions(now: follower.now).count == 1)
    follower.set.positionsSaved()
    #expect(follower.set.movedPositions(now: follower.now).isEmpty)
  }

  @Test("after a restart reading goes on behind the position, an open line from its beginning")
  func goesOn() throws {
    try scratch.write("1\nop", to: "app.log")
    let first = try run()
    #expect(first.lines == ["1"])
    try scratch.append("en\n2\n", to: "app.log")
    let second = try run(first.positions)
    #expect(second.lines == ["open", "2"])
    #expect(try run(second.positions).lines == [])
    #expect(second.positions.map(\.number) == [0])
  }

  @Test("the end as a start counts for a name that is not known alone")
  func fromEnd() throws {
    try scratch.write("1\n", to: "app.log")
    let first = try run(from: .end)
    #expect(first.lines == [])
    try scratch.append("2\n", to: "app.log")
    #expect(try run(first.positions, from: .end).lines == ["2"])
  }

  @Test("several rotations while it was down lose nothing, and what was there before is left alone")
  func rotatedMeanwhile() throws {
    try scratch.write("ancient\n", to: "app.log.1")
    try scratch.write(text(1...3), to: "app.log")
    let first = try run()
    try scratch.append(text(4...4), to: "app.log")
    try scratch.rename("app.log.1", to: "app.log.3")
    try scratch.rename("app.log", to: "app.log.2")
    try scratch.write(text(5...6), to: "app.log.1")
    try scratch.write(text(7...7), to: "app.log")
    let second = try run(first.positions)
    #expect(second.lines == lines(4...7))
    #expect(second.holes == [])
    #expect(Set(second.positions.map(\.number)).count == second.positions.count)
  }

  @Test("a rotated number that is missing is a hole")
  func missingNumber() throws {
    try scratch.write(text(1...3), to: "app.log")
    let first = try run()
    try scratch.rename("app.log", to: "app.log.3")
    try scratch.write(text(7...7), to: "app.log.1")
    try scratch.write(text(8...8), to: "app.log")
    let second = try run(first.positions)
    #expect(second.lines == lines(7...8))
    #expect(second.holes == ["app.log.2 is missing"])
  }

  @Test("a file that is nowhere any more is a hole")
  func goneMeanwhile() throws {
    try scratch.write(text(1...3), to: "app.log")
    let first = try run()
    try scratch.write(text(4...4), to: "new")
    try scratch.rename("new", to: "app.log")
    let second = try run(first.positions)
    #expect(second.lines == lines(4...4))
    #expect(second.holes == ["rotated away while keywatch was not running"])
    #expect(file(second.positions)?.state == .lost)
  }

  @Test("a copy that turns up in another file goes on where the lost one was")
  func copyTurnsUp() throws {
    try scratch.write(text(1...3), to: "app.log")
    let first = try run()
    try scratch.append(text(4...5), to: "app.log")
    try scratch.write(text(1...5), to: "elsewhere")
    try scratch.write(text(6...6), to: "app.log")
    let second = try run(first.positions)
    #expect(second.lines == lines(6...6))
    #expect(second.holes == ["truncated; lines written just before may be lost"])
    try scratch.rename("elsewhere", to: "app.log.1")
    let third = try run(second.positions)
    #expect(third.lines == lines(4...5))
    #expect(file(third.positions)?.path == scratch("app.log.1"))
  }

  @Test("copied and truncated while it was down: the rest is read in the copy")
  func copiedMeanwhile() throws {
    try scratch.write(text(1...3), to: "app.log")
    let first = try run()
    try scratch.write(text(1...5), to: "app.log.1")
    try scratch.write(text(6...60), to: "app.log")
    let second = try run(first.positions)
    #expect(second.lines == lines(4...60))
    #expect(second.holes == ["truncated; lines written just before may be lost"])
  }

  @Test("truncated and filled beyond the position, beginning alike: read from its beginning")
  func regrown() throws {
    let banner = String(
      repeating: "# a banner that is longer than what is kept of a file\n", count: 30)
    try scratch.write(banner + text(1...3), to: "app.log")
    let first = try run()
    try scratch.write(banner + text(4...60), to: "app.log")
    #expect(try run(first.positions).lines.dropFirst(30) == lines(4...60)[...])
  }

  @Test("what an editor saved is not read again")
  func saved() throws {
    try scratch.write(text(1...3), to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == lines(1...3))
    try scratch.write(text(1...4), to: "temporary")
    try scratch.rename("temporary", to: "app.log")
    #expect(follower.take() == lines(4...4))
    let stored = follower.stored()
    try scratch.write(text(1...5), to: "temporary")
    try scratch.rename("temporary", to: "app.log")
    #expect(try run(stored).lines == lines(5...5))
    #expect(stored.count == 1)
  }

  @Test("a rotated file compressed while it was down: its rest is read in the compressed one, once")
  func compressedMeanwhile() throws {
    try scratch.write(text(1...300), to: "app.log")
    let first = try run()
    let packed = Compressed.storedGzip(Array(text(1...3000).utf8))
    let more = Compressed.storedGzip(Array(text(3001...3010).utf8))
    try Writer(scratch("app.log.1.gz")).write(packed + more)
    try scratch.write(text(3011...3012), to: "new")
    try scratch.rename("new", to: "app.log")
    let second = try run(first.positions)
    #expect(second.lines == lines(301...3012))
    #expect(second.holes == [])
    #expect(try run(second.positions).lines == [])
  }

  @Test("a compressed file that was there before is left alone, one made of what was read too")
  func compressedBefore() throws {
    try Writer(scratch("app.log.2.gz")).write(Compressed.storedGzip(Array(text(1...3).utf8)))
    try scratch.write(text(4...5), to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == lines(4...5))
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write(text(6...6), to: "app.log")
    #expect(follower.take(after: .seconds(1)) == lines(6...6))
    #expect(follower.take(after: .seconds(40)) == [])
    let packed = Compressed.storedGzip(Array(text(4...5).utf8))
    try Writer(scratch("app.log.1.gz")).write(Array(packed.prefix(30)))
    #expect(follower.take() == [])
    try Writer(scratch("app.log.1.gz")).write(Array(packed.dropFirst(30)))
    try scratch.remove("app.log.1")
    #expect(follower.take() == [])
    #expect(try run(follower.stored()).lines == [])
  }

  @Test("a damaged compressed file is a hole, what can be read of it is read")
  func damaged() throws {
    try scratch.write(text(1...3), to: "app.log")
    let first = try run()
    var packed = Compressed.storedGzip(Array(text(4...50).utf8))
    packed[packed.count - 6] ^= 1
    try Writer(scratch("app.log.1.gz")).write(packed)
    var follower = try Follower([log], positions: first.positions)
    #expect(follower.take() == lines(4...50))
    #expect(follower.take(after: .seconds(40)) == [])
    #expect(follower.set.takeHoles().map(\.reason) == ["app.log.1.gz is damaged"])
  }

  @Test("a copy in the making is not read while its original is intact, nor behind a truncation")
  func copyInTheMaking() throws {
    try scratch.write(text(1...9), to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == lines(1...9))
    try scratch.passBirth(of: "app.log")
    let copy = try Writer(scratch("app.log.1"))
    #expect(follower.take() == [])
    try copy.write(text(1...4) + "li")
    #expect(follower.take() == [])
    try copy.write("ne 5\n" + text(6...9))
    try scratch.append(text(10...11), to: "app.log")
    #expect(follower.take() == lines(10...11))
    try scratch.write(text(12...12), to: "app.log")
    #expect(follower.take() == lines(12...12))
    #expect(follower.take(after: .seconds(60)) == [])
  }

  @Test("a name without a file yet is waited for, whatever was stored of it")
  func unseen() throws {
    try scratch.write(text(1...3), to: "app.log")
    let first = try run()
    try scratch.rename("app.log", to: "aside")
    let second = try run(first.positions)
    #expect(second.holes == [])
    try scratch.rename("aside", to: "app.log")
    try scratch.append(text(4...4), to: "app.log")
    #expect(try run(second.positions).lines == lines(4...4))
  }

  @Test("numbers go on above all that were stored, standard input's too")
  func numbers() throws {
    try scratch.write(text(1...3), to: "app.log")
    let position = FilePosition(
      number: 70, source: "another", name: "another", path: "another",
      identity: FileIdentity(device: 1, inode: 1, born: 1), since: Timestamp(milliseconds: 0))
    #expect(try run([.file(position)]).positions.map(\.number) == [70, 71])
  }

  @Test("a hole as long as the file once was is passed over, and is one zero")
  func sparse() throws {
    try scratch.write(text(1...3), to: "app.log")
    var follower = try Follower(log)
    #expect(follower.take() == lines(1...3))
    try scratch.truncate("app.log")
    let number = open(log, O_WRONLY)
    #expect(pwrite(number, "line 4\n", 7, 1 << 30) == 7)
    close(number)
    #expect(follower.take().map { $0.drop { $0 == "\0" } } == ["line 4"])
    #expect(follower.set.backlog.read < 1 << 20)
    let stored = follower.stored()
    #expect(stored.contains { file([$0])?.offset == (1 << 30) + 7 })
  }
}
