import Foundation
import KeywatchCore
import Testing

@testable import KeywatchInput

/// Real processes: what they do, and that none is left.
struct CommandTailTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A program named doctl that is this script; returns the command that follows an app with it.
  private func doctl(_ script: String) throws -> String {
    try scratch.write("#!/bin/sh\n" + script, to: "doctl")
    try scratch.check("chmod", chmod(scratch("doctl"), 0o755))
    return "exec \(scratch("doctl")) apps logs ID web --follow"
  }

  /// Whether something holds within some seconds.
  private func holds(_ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end {
      if condition() { return true }
      usleep(10_000)
    }
    return false
  }

  /// Whether the process whose id stands in a file has ended; who adopts it may leave it a zombie.
  private func isGone(named name: String) -> Bool {
    guard let text = try? String(contentsOfFile: scratch(name), encoding: .utf8),
      let process = Int32(text.trimmingCharacters(in: .newlines))
    else { return false }
    let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return state.map { $0.contains(") Z ") } ?? true
  }

  @Test func `what it prints is read, and its end is followed by another run`() throws {
    var reader = try CommandReader("echo run >> \(scratch("runs")); cat \(scratch("runs"))")
    #expect(reader.read { $0.lines == ["run"] })
    #expect(reader.read { $0.state.condition == .waiting })
    #expect(reader.state.detail.hasPrefix("ended with status 0 · restart in 1s"))
    reader.skip(.seconds(1))
    #expect(reader.read { $0.lines == ["run", "run"] && $0.state.condition == .waiting })
    #expect(reader.losses == [])
  }

  @Test func `a run that repeats the last lines gives only what is new`() throws {
    try scratch.write("1\n2\n3\n", to: "log")
    var reader = try CommandReader("tail -n 2 \(scratch("log"))")
    #expect(reader.read { $0.lines == ["2", "3"] && $0.state.condition == .waiting })
    try scratch.append("4\n", to: "log")
    reader.skip(.seconds(1))
    #expect(reader.read { $0.lines == ["2", "3", "4"] && $0.state.condition == .waiting })
    try scratch.append("5\n6\n7\n", to: "log")
    reader.skip(.seconds(1))
    #expect(reader.read { $0.lines == ["2", "3", "4", "6", "7"] })
    #expect(reader.losses == ["reconnected without overlap"])
  }

  @Test func `it goes on from its position when we are started again`() throws {
    try scratch.write("1\n2\n", to: "log")
    let command = "cat \(scratch("log"))"
    var reader = try CommandReader(command)
    #expect(reader.read { $0.lines == ["1", "2"] })
    let positions = reader.set.movedPositions()
    #expect(positions.map(\.source) == [command])
    #expect(reader.set.movedPositions() == positions)
    reader.set.positionsSaved()
    #expect(reader.set.movedPositions() == [])
    try scratch.append("3\n", to: "log")
    var second = try CommandReader(command, positions: positions)
    #expect(second.read { $0.lines == ["3"] })
    #expect(second.set.movedPositions().map(\.number) == positions.map(\.number))
    #expect(second.losses == [])
  }

  @Test func `a line that is written in parts is one, and an open one waits`() throws {
    var reader = try CommandReader("printf 'a'; sleep 0.1; printf 'b\\nc'; exec sleep 100")
    #expect(reader.read { $0.lines == ["ab"] })
    #expect(reader.unterminated == [])
    #expect(reader.state.condition == .following)
    #expect(reader.state.bytes == 4)
  }

  @Test(arguments: [
    (
      "echo \"Error: access token is required\" >&2; exit 1",
      "doctl is not logged in: doctl auth init"
    ),
    ("kill -9 $$", "ended by signal 9"), ("exit 137", "ended with status 137"),
    ("echo oh >&2; exit 3", "ended with status 3: oh"),
  ])
  func `a run that fails says why, and when the next one begins`(
    script: String, words: String
  ) throws {
    var reader = try CommandReader(doctl(script))
    #expect(reader.read { $0.state.detail == "\(words) · restart in 1s" })
    #expect(reader.state.condition == .failing)
  }

  @Test func `a program that is not there is said to be not installed`() throws {
    var reader = try CommandReader("doctl-that-is-not-there apps logs ID")
    #expect(reader.read { $0.state.condition == .failing })
    #expect(reader.state.detail.hasPrefix("doctl-that-is-not-there is not installed: "))
  }

  @Test func `trouble is told while the run that has it goes on`() throws {
    var reader = try CommandReader(
      doctl("echo 'Error: a deployment is in progress' >&2; exec sleep 1000"))
    #expect(reader.read { $0.state.condition == .failing })
    #expect(
      reader.state.detail == "a deploy is in progress: doctl apps list-deployments ID")
  }

  @Test func `a flood of errors holds nothing up`() throws {
    var reader = try CommandReader("yes error >&2 & for i in 1 2 3; do echo $i; done; wait")
    #expect(reader.read { $0.lines == ["1", "2", "3"] && $0.state.detail.contains("error") })
  }

  @Test func `a flood of lines comes whole`() throws {
    var reader = try CommandReader("seq 1 200000; exec sleep 100")
    #expect(reader.read { $0.lines.count == 200_000 })
    #expect(reader.lines.last == "200000")
    #expect(Set(reader.lines).count == 200_000)
  }

  @Test func `who ignores being told to end is killed, with all it has started`() throws {
    let file = scratch("child")
    var reader = try CommandReader(
      "trap '' TERM; sleep 1000 & echo $! > \(file); echo 1; wait")
    #expect(reader.read { $0.lines == ["1"] })
    let started = reader.process
    let process = try #require(started)
    reader.set.stop()
    #expect(waitpid(process, nil, WNOHANG) == -1)
    #expect(errno == ECHILD)
    #expect(holds { isGone(named: "child") })
  }

  @Test func `a grandchild that holds the output does not hold up the next run`() throws {
    var reader = try CommandReader("sleep 1000 & echo $! > \(scratch("child")); echo 1")
    #expect(reader.read { $0.lines == ["1"] && $0.state.condition == .waiting })
    #expect(holds { isGone(named: "child") })
  }

  @Test func `no zombie is left by any run, nor by a set that is dropped`() throws {
    var process: Int32 = 0
    do {
      var reader = try CommandReader("echo $$; exec sleep 1000")
      #expect(reader.read { !$0.lines.isEmpty })
      let started = reader.process
      process = try #require(started)
    }
    #expect(waitpid(process, nil, WNOHANG) == -1)
    #expect(errno == ECHILD)
  }

  @Test func `it gets no key, no input, no signal that is blocked or ignored, and no open file`()
    throws
  {
    setenv("KEYWATCH_TEST_HIDDEN_KEY", "FAKE-hidden", 1)
    setenv("KEYWATCH_TEST_SHOWN", "shown", 1)
    var reader = try CommandReader(
      "echo \"$KEYWATCH_TEST_HIDDEN_KEY.$KEYWATCH_TEST_SHOWN\"; cat; ls /proc/self/fd | tr '\\n' ' '; echo; grep -E 'SigBlk|SigIgn' /proc/self/status; exec sleep 100",
      secrecy: CommandSecrecy(withheld: ["KEYWATCH_TEST_HIDDEN_KEY"]))
    #expect(reader.read { $0.lines.count == 4 })
    #expect(reader.lines.first == ".shown")
    // The fourth is the directory that ls has open.
    #expect(reader.lines.dropFirst().first == "0 1 2 3 ")
    // The C library keeps the first two real-time signals to itself.
    let sets = reader.lines.suffix(2).map {
      UInt64($0.suffix(16), radix: 16).map { $0 & 0x7fff_ffff }
    }
    #expect(sets == [0, 0])
  }

  @Test func `a silent doctl is started again, and what was deployed meanwhile is followed`() throws
  {
    let line = " 2026-11-22T13:00:00Z "
    let command = try doctl(
      "if [ -e \(scratch("new")) ]; then echo 'web-2\(line)c'; else echo 'web-1\(line)a'; fi; exec sleep 1000"
    )
    var reader = try CommandReader(command)
    #expect(reader.read { $0.lines.count == 1 })
    try scratch.write("", to: "new")
    reader.skip(.seconds(61))
    #expect(reader.read { $0.state.detail.hasPrefix("silent for too long · restart in ") })
    reader.skip(.seconds(2))
    #expect(reader.read { $0.lines.count == 2 })
    #expect(reader.losses == ["redeploy"])
  }

  @Test func `its output and its end end a wait`() throws {
    var set = try SourceSet([.command("sleep 0.2; echo 1")])
    #expect(set.next() == .idle)
    var waits = 0
    while set.next() == .idle, waits < 100 {
      _ = set.wait(upTo: .seconds(100))
      waits += 1
    }
    #expect(waits < 100)
    #expect(set.next() == .bytes(LineStream(source: 0, number: 0)))
  }

  @Test func `files beside it are served in turn`() throws {
    try scratch.write("a\n", to: "app.log")
    var set = try SourceSet([.path(scratch("app.log")), .command("echo b; exec sleep 100")])
    #expect(set.isOver == false)
    var sources: Set<Int> = []
    var buffer = [UInt8](repeating: 0, count: 100)
    for _ in 0..<1000 where sources.count < 2 {
      guard case .bytes(let stream) = set.next() else {
        _ = set.wait(upTo: .milliseconds(20))
        continue
      }
      #expect(buffer.withUnsafeMutableBytes { set.read(into: $0) } == 2)
      sources.insert(stream.source)
    }
    #expect(sources == [0, 1])
  }
}
