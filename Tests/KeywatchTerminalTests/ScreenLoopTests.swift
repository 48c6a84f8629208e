import Glibc
import Testing

@testable import KeywatchTerminal

private let leave = "\u{1b}[?1049l"
private let enter = "\u{1b}[?1049h"

@Suite(
  "The loop, in a process of its own on a pseudo-terminal", .serialized, .timeLimit(.minutes(2)))
struct ScreenLoopTests {
  let pty: PseudoTerminal
  let path: String

  init() throws {
    pty = try PseudoTerminal()
    path = pty.path
  }

  /// Says whether the screen was entered and left once, with the cursor on and pastes plain again.
  private func expectLeft() async throws {
    try await pty.expect(leave)
    #expect(await pty.count(of: enter) == 1)
    #expect(await pty.count(of: leave) == 1)
    #expect(await pty.contains("\u{1b}[?25h"))
    #expect(await pty.contains("\u{1b}[?2004l"))
    await pty.type("\n")
  }

  @Test func `q ends it with status 0 and the terminal as it was`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("q")
    try await expectLeft()
    _ = await ended
  }

  @Test func `Control-C ends it as an interrupt`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(130)) { [path = path as String] in
      Program.run(on: path, leads: true)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("\u{3}")
    try await expectLeft()
    _ = await ended
  }

  @Test func `Control-backslash ends it as a quit signal`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(131)) { [path = path as String] in
      Program.run(on: path, leads: true)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("\u{1c}")
    try await expectLeft()
    _ = await ended
  }

  @Test func `SIGTERM ends it with 143`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(143)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    try await pty.send(SIGTERM)
    try await expectLeft()
    _ = await ended
  }

  @Test func `SIGHUP ends it with 129`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(129)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    try await pty.send(SIGHUP)
    try await expectLeft()
    _ = await ended
  }

  @Test func `a terminal that is closed ends it with 129`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(129)) { [path = path as String] in
      Program.run(on: path, leads: true)
    }
    try await pty.expect("size 80x24 end")
    await pty.hangUp()
    _ = await ended
  }

  @Test func `a closed terminal ends it even where SIGHUP is ignored`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(129)) { [path = path as String] in
      signal(SIGHUP, SIG_IGN)
      Program.run(on: path, leads: true)
    }
    try await pty.expect("size 80x24 end")
    await pty.hangUp()
    _ = await ended
  }

  @Test func `a paste is no keystrokes`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("\u{1b}[200~qqq\u{1b}[201~w")
    try await pty.expect("key character(\"w\") end")
    await pty.type("q")
    _ = await ended
  }

  @Test func `keys with names, Control and Escape arrive as such, unknown sequences not at all`()
    async throws
  {
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    let keys: [(String, String)] = [
      ("\u{1b}OA", "up"), ("\u{1b}[6~", "pageDown"), ("\u{1b}[Z", "backTab"), ("\r", "enter"),
      ("\t", "tab"), ("\u{c}", "control(\"l\")"), ("\u{1b}OP", "function(1)"),
      ("\u{1b}", "escape"), ("é", "character(\"\\u{00E9}\")"),
      ("\u{1b}[99;5q\u{1b}qz", "character(\"z\")"), ("\u{7f}", "backspace"),
    ]
    for (bytes, name) in keys {
      await pty.type(bytes)
      try await pty.expect("key \(name) end")
    }
    await pty.type("q")
    _ = await ended
    #expect(await pty.count(of: "character(\"q\")") == 0)
  }

  @Test func `a new size is announced and painted`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path, leads: true)
    }
    try await pty.expect("size 80x24 end")
    await pty.resize(width: 100, height: 30)
    try await pty.expect("size 100x30 end")
    await pty.type("q")
    try await expectLeft()
    _ = await ended
  }

  @Test func `Control-Z gives the terminal back, and it is taken again`() async throws {
    // The program leads a session of its own, where the kernel lets it run on at once.
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path, leads: true)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("\u{1a}")
    try await pty.expect(leave)
    try await pty.expect("size 80x24 end")
    await pty.type("q")
    try await pty.expect(leave)
    #expect(await pty.count(of: enter) == 2)
    await pty.type("\n")
    _ = await ended
  }

  @Test func `what could drive the terminal is shown as question marks`() async throws {
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("h")
    try await pty.expect("a?b?c?d?e end")
    await pty.type("q")
    _ = await ended
  }

  @Test func `a slow reader gets the whole frame`() async throws {
    await pty.resize(width: 200, height: 60)
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path, dense: true)
    }
    try await pty.expect(String(Screen.dense(59, 200).prefix(190)), piece: 1000)
    await pty.type("q")
    _ = await ended
    for y in 1..<60 {
      #expect(await pty.contains(String(Screen.dense(y, 200).prefix(190))))
    }
  }

  @Test func `a terminal nobody reads from does not hold up leaving`() async throws {
    await pty.resize(width: 200, height: 60)
    async let ended = #expect(processExitsWith: .exitCode(143)) { [path = path as String] in
      Program.run(on: path, dense: true, flooded: true)
    }
    try await pty.expect(" end", piece: 200)
    try await pty.expectFull()
    try await pty.send(SIGTERM)
    _ = await ended
    try await pty.expect(leave)
  }

  @Test func `standard error is shown after the screen, without its control characters`()
    async throws
  {
    async let ended = #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("ew")
    try await pty.expect("key character(\"w\") end")
    #expect(await !pty.contains("complaint"))
    await pty.type("q")
    try await pty.expect("complaint?\r\n")
    _ = await ended
  }

  @Test func `a bad access leaves the terminal as it was and kills as ever`() async throws {
    let modes = await pty.modes
    async let ended = #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("x")
    try await expectLeft()
    _ = await ended
    #expect(await pty.modes == modes)
  }

  @Test func `abort leaves the terminal as it was and kills as ever`() async throws {
    let modes = await pty.modes
    async let ended = #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
      Program.run(on: path)
    }
    try await pty.expect("size 80x24 end")
    await pty.type("a")
    try await expectLeft()
    _ = await ended
    #expect(await pty.modes == modes)
  }
}
