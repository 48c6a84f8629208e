import Glibc
import Testing

@testable import KeywatchInput

struct StandardInputTests {
  /// A pipe as standard input, and its writing end.
  private func pipe() throws -> (input: Descriptor, output: Descriptor) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw Scratch.Failure(call: "pipe", code: errno) }
    return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
  }

  /// A pipe that holds some text and whose writer is gone.
  private func filled(with text: String) throws -> Descriptor {
    let (input, output) = try pipe()
    write(text, to: output)
    return input
  }

  private func write(_ text: String, to end: Descriptor) {
    let bytes = Array(text.utf8)
    #expect(Glibc.write(end.number, bytes, bytes.count) == bytes.count)
  }

  @Test("a pipe is read as it fills and never waited for")
  func pipes() throws {
    let (input, output) = try pipe()
    var follower = try Follower(["-"], standardInput: input.number)
    #expect(follower.take() == [])
    write("1\n2\nop", to: output)
    #expect(follower.take() == ["1", "2"])
    #expect(follower.set.states.first?.condition == .following)
    #expect(follower.set.states.first?.bytes == 6)
    write("en\n", to: output)
    #expect(follower.take() == ["open"])
    #expect(follower.set.isOver == false)
  }

  @Test("the end finishes a line that was left open, once")
  func ending() throws {
    let input = try filled(with: "1\nlast")
    var follower = try Follower(["-"], standardInput: input.number)
    #expect(follower.take() == ["1"])
    #expect(follower.unterminated == ["last"])
    #expect(follower.set.isOver == true)
    #expect(follower.set.states.first?.condition == .ended)
    #expect(follower.take() == [])
    #expect(follower.unterminated == ["last"])
  }

  @Test("a redirected file is read to its end")
  func redirection() throws {
    let scratch = try Scratch()
    try scratch.write("1\n2\n", to: "app.log")
    let input = try Descriptor.log(at: scratch("app.log"))
    var follower = try Follower(["-"], standardInput: input.number)
    #expect(follower.take() == ["1", "2"])
    #expect(follower.set.isOver == true)
  }

  @Test("a closed standard input fails and is over")
  func closed() throws {
    var follower = try Follower(["-"], standardInput: 1_000_000)
    #expect(follower.take() == [])
    #expect(follower.set.isOver == true)
    #expect(follower.set.states.first?.condition == .failing)
    #expect(follower.set.states.first?.detail == "bad file descriptor")
  }

  @Test("its arrival and its end end a wait")
  func waits() throws {
    let (input, end) = try pipe()
    var set = try SourceSet([.standardInput], standardInput: input.number)
    #expect(set.next() == .idle)
    write("1\n", to: end)
    #expect(set.wait(upTo: .seconds(100)) == .arrival)
    #expect(set.next() == .bytes(LineStream(source: 0, number: 0)))
  }

  @Test("files beside it are served in turn")
  func besideFiles() throws {
    let scratch = try Scratch()
    try scratch.write("a\n", to: "app.log")
    let input = try filled(with: "b\n")
    var follower = try Follower([scratch("app.log"), "-"], standardInput: input.number)
    #expect(follower.take().sorted() == ["a", "b"])
    #expect(follower.set.isOver == false)
    #expect(follower.set.states.map(\.condition) == [.following, .ended])
  }
}
