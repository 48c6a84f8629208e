import KeywatchCore
import Testing

@testable import KeywatchInput

struct NewLinesTests {
  private let now = ContinuousClock.now

  /// Lets a run write a text; returns how many lines of it were new.
  @discardableResult
  private func write(_ text: String, to lines: inout NewLines) -> Int {
    Array(text.utf8).withUnsafeBytes { lines.take($0, now: now) }
  }

  private func read(_ lines: inout NewLines, room: Int = 1 << 16) -> String {
    var buffer = [UInt8](repeating: 0, count: room)
    let count = buffer.withUnsafeMutableBytes { lines.read(into: $0) }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  /// After a run that wrote a text.
  private func lines(after text: String) -> NewLines {
    var lines = NewLines()
    lines.begin()
    write(text, to: &lines)
    while lines.hasBytes { _ = read(&lines) }
    _ = lines.end()
    return lines
  }

  @Test(
    "whatever the follower does, each line is read once, and what is missing is told",
    arguments: 1...40, [(4096, 100, true), (200, 100, true), (200, 300, false)])
  func follower(seed: Int, habit: (remembers: Int, replays: Int, stalls: Bool)) {
    var follower = RunningFollower(
      seed: seed, remembers: habit.remembers, replays: habit.replays, stalls: habit.stalls)
    follower.run(30)
    #expect(follower.read.losses == follower.wanted.losses)
    #expect(follower.read.unterminated == follower.wanted.unterminated)
    #expect(follower.read.lines.count == follower.wanted.lines.count)
    #expect(follower.read.lines == follower.wanted.lines)
    #expect(Set(follower.read.lines).count == follower.read.lines.count)
    #expect(!follower.wanted.losses.isEmpty)
  }

  @Test func `the first run's lines are handed over as they come`() {
    var lines = NewLines()
    lines.begin()
    #expect(write("1\n2\nop", to: &lines) == 2)
    #expect(read(&lines) == "1\n2\n")
    #expect(lines.hasBytes == false)
    #expect(write("en\n", to: &lines) == 1)
    #expect(read(&lines) == "open\n")
  }

  @Test func `what waits is handed over before it is remembered`() {
    var lines = NewLines()
    lines.begin()
    write("1\n22222\n", to: &lines)
    #expect(read(&lines, room: 4) == "1\n22")
    #expect(lines.recent.hashes.count == 1)
    #expect(read(&lines, room: 4) == "222\n")
    #expect(lines.recent.hashes.count == 2)
  }

  @Test func `a redeploy is told where the new lines are of an instance never seen`() {
    var lines = lines(after: "web-1 2026-11-22T13:00:00Z a\n")
    lines.begin()
    write("web-2 2026-11-22T13:05:00Z b\n", to: &lines)
    #expect(lines.takeLosses() == [.redeploy])
    #expect(lines.takeLosses().isEmpty)
    #expect(lines.hasRepeated == false)
  }

  @Test func `a word before something else than a time is no instance`() {
    var lines = lines(after: "INFO hello\n")
    lines.begin()
    write("WARN hello\n", to: &lines)
    #expect(lines.takeLosses() == [.reconnected])
  }

  @Test func `a live line is not withheld longer than a second`() {
    var lines = lines(after: "a\na\na\n")
    lines.begin()
    #expect(write("a\n", to: &lines) == 0)
    #expect(write("a\n", to: &lines) == 0)
    #expect(lines.due == now + .seconds(1))
    #expect(lines.pass(now: now + .milliseconds(999)) == 0)
    _ = lines.pass(now: now + .seconds(1))
    #expect(write("a\n", to: &lines) == 1)
    #expect(read(&lines) == "a\n")
  }

  @Test func `a line that a run left open is whole in the next`() {
    var lines = lines(after: "1\n2\nop")
    lines.begin()
    write("2\nopen\n", to: &lines)
    #expect(read(&lines) == "open\n")
    #expect(lines.owesEnd == false)
  }

  @Test func `it is handed over as it is where the next run does not go on from there`() {
    var lines = lines(after: "1\n2\nop")
    lines.begin()
    write("9\n", to: &lines)
    #expect(lines.takeLosses() == [.reconnected])
    #expect(read(&lines) == "op")
    #expect(lines.owesEnd == true)
    lines.toldEnd()
    #expect(read(&lines) == "9\n")
  }

  @Test func `of a line that is too long, no more is kept than shows it`() {
    var lines = NewLines()
    lines.begin()
    let part = String(repeating: "x", count: LineBuffer.lineLimit)
    for _ in 0..<5 { write(part, to: &lines) }
    write("\nnext\n", to: &lines)
    var buffer = LineBuffer()
    var oversize = 0
    var texts: [String] = []
    while lines.hasBytes {
      _ = buffer.fill { lines.read(into: $0) }
      oversize += buffer.takeOversize()
      texts.append(String(decoding: buffer.lines, as: UTF8.self))
      buffer.advance()
    }
    #expect(oversize == 1)
    #expect(texts.joined() == "next\n")
  }

  @Test func `as many lines are remembered as can be matched`() {
    var recent = RecentLines()
    for number in 0..<10_000 { recent.append(UInt64(number)) }
    #expect(recent.hashes == Array(5904..<10_000).map(UInt64.init))
    #expect(recent.isFull)
    #expect(RecentLines(recent.hashes).hashes == recent.hashes)
  }

  @Test func `a line's hash does not depend on how it was cut`() {
    var (whole, cut) = (LineHash(), LineHash())
    Array("ab".utf8).withUnsafeBytes { whole.add($0) }
    for letter in ["a", "b"] { Array(letter.utf8).withUnsafeBytes { cut.add($0) } }
    #expect(whole.value == cut.value)
    #expect(whole.value != LineHash().value)
  }
}
