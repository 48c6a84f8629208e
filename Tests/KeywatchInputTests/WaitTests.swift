import Testing

@testable import KeywatchInput

/// What the kernel tells: something happens first, then the wait must end for it.
struct WaitTests {
  private let scratch: Scratch
  /// Longer than the second after which a wait ends by itself.
  private let long = Duration.seconds(100)

  init() throws { scratch = try Scratch() }

  private func follower(of sources: String...) throws -> Follower {
    var follower = try Follower(sources.map { scratch($0) })
    while follower.takeStep() {}
    follower.lines = []
    return follower
  }

  @Test("a line that was appended ends the wait and is read without a look")
  func appends() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try follower(of: "app.log")
    try scratch.append("2\n", to: "app.log")
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero) == ["2"])
  }

  @Test("a rotation ends the wait, and the new file's lines do")
  func rotation() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try follower(of: "app.log")
    try scratch.rename("app.log", to: "app.log.1")
    try scratch.write("2\n", to: "app.log")
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero) == ["2"])
    try scratch.append("3\n", to: "app.log")
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero) == ["3"])
    try scratch.append("late\n", to: "app.log.1")
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero) == ["late"])
  }

  @Test("a file that appears, alone or in a glob, ends the wait")
  func appears() throws {
    var follower = try follower(of: "app.log", "*.jsonl")
    try scratch.write("1\n", to: "app.log")
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero) == ["1"])
    try scratch.write("2\n", to: "new.jsonl")
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero) == ["2"])
  }

  @Test("what a link points to is watched, in whatever directory it is")
  func links() throws {
    try scratch.makeDirectory("elsewhere")
    try scratch.write("1\n", to: "elsewhere/real")
    try scratch.link("app.log", to: "elsewhere/real")
    var follower = try follower(of: "app.log")
    try scratch.append("2\n", to: "elsewhere/real")
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero) == ["2"])
  }

  @Test("a truncation ends the wait")
  func truncation() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try follower(of: "app.log")
    try scratch.truncate("app.log")
    #expect(follower.set.wait(upTo: long) == .arrival)
    follower.read(after: .zero)
    #expect(follower.drops == 1)
  }

  @Test("a signal from another thread ends the wait, once")
  func wakes() async throws {
    var follower = try follower(of: "app.log")
    let wake = follower.set.wake
    await Task.detached { wake.signal() }.value
    #expect(follower.set.wait(upTo: long) == .woken)
    #expect(follower.set.wait(upTo: .zero) == .timeout)
  }

  @Test("names that do not matter cause no look")
  func otherNames() throws {
    try scratch.write("1\n", to: "app.log")
    var follower = try follower(of: "app.log")
    let due = follower.set.lookDue
    try scratch.write("x\n", to: "other")
    _ = follower.set.wait(upTo: .zero)
    #expect(follower.set.lookDue == due)
    #expect(due != nil)
  }

  @Test("more news than the kernel keeps makes everything be looked at")
  func overflow() throws {
    for number in 0..<3 { try scratch.write("", to: "\(number).log") }
    var follower = try follower(of: "*.log")
    let writers = try (0..<2).map { try Writer(scratch("\($0).log")) }
    // Alternating files keep the kernel from merging equal events; it keeps 16,384 by default.
    for _ in 0..<9000 { for writer in writers { try writer.write("x\n") } }
    #expect(follower.set.wait(upTo: long) == .arrival)
    #expect(follower.take(after: .zero).count == 18_000)
  }
}
