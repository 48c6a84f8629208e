import Foundation
import Testing

/// How the dashboard begins and ends: its status, and the terminal as it was before.
@Suite(.serialized) struct TerminalStatusTests {
  private static let line =
    #"{"ts":"2026-11-22T09:41:27Z","event":"request","method":"POST","#
    + #""path":"/api/tracking-ingest/batch","status":200,"source":"198.51.100.7","#
    + #""auth":{"result":"accepted","reason":"ok","key":"dedicated"}}"# + "\n"

  /// A log with one request, the dashboard on it, and a word that its screen holds.
  private static func watching(in scratch: Scratch) throws -> [String] {
    [try Program.keywatch.path, "watch", try scratch.write(line.utf8, to: "app.log")]
  }
  private static let word = "dedicated"

  @Test func `without a terminal it is refused with a way out`() throws {
    try Scratch.during { scratch in
      let arguments = Array(try Self.watching(in: scratch).dropFirst())
      let result = try Program.keywatch.run(arguments, in: scratch)
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("keywatch: "))
      #expect(result.errors.contains("--snapshot") && result.errors.contains("report"))
    }
  }

  @Test(arguments: [["TERM=dumb"], ["-u", "TERM"]])
  func `a terminal that cannot move its cursor is refused with a way out`(
    change: [String]
  ) throws {
    try Scratch.during { scratch in
      let command = ["/usr/bin/env"] + change + (try Self.watching(in: scratch))
      try Tmux.during(command, in: scratch) { terminal in
        #expect(try terminal.ending() == 2)
        let text = try terminal.screen().joined()
        #expect(text.contains("--snapshot") && text.contains("report"))
        #expect(try terminal.leftovers() == [])
      }
    }
  }

  @Test func `q ends it with 0 and gives the terminal back`() throws {
    try Scratch.during { scratch in
      try Tmux.during(Self.watching(in: scratch), in: scratch) { terminal in
        try terminal.wait(for: Self.word)
        #expect(try terminal.leftovers() != [], "a full screen asks for something")
        try terminal.press("q")
        #expect(try terminal.ending() == 0)
        #expect(try terminal.leftovers() == [])
      }
    }
  }

  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129), (SIGQUIT, 131)])
  func `a signal ends it with 128 and its number, and gives the terminal back`(
    signal: Int32, status: Int
  ) throws {
    try Scratch.during { scratch in
      try Tmux.during(Self.watching(in: scratch), in: scratch) { terminal in
        try terminal.wait(for: Self.word)
        try terminal.signal(signal)
        #expect(try terminal.ending() == status)
        #expect(try terminal.leftovers() == [])
      }
    }
  }

  @Test func `control-Z gives the shell its terminal, and fg brings the dashboard back`() throws {
    try Scratch.during { scratch in
      // A plain sh, as bash would put the terminal right by itself.
      let prompt = "your-turn>"
      try Tmux.during(["/bin/sh", "-i"], in: scratch, environment: ["PS1": prompt]) { terminal in
        try terminal.wait(for: prompt)
        try terminal.type(Self.watching(in: scratch).joined(separator: " "))
        try terminal.wait(for: "the dashboard") { isDashboard($0, notAfter: prompt) }

        try terminal.press("C-z")
        try terminal.wait(for: "Stopped")
        #expect(try terminal.leftovers() == [])
        try terminal.type("stty -a | tr ' ' '\\n' | grep -cxE 'icanon|echo|isig|icrnl|opost'")
        try terminal.wait(for: "all five line settings on") { $0.contains("5") }

        try terminal.type("fg")
        try terminal.wait(for: "the dashboard again") { isDashboard($0, notAfter: prompt) }
        try terminal.press("q")
        try terminal.wait(for: "the prompt") { $0.contains { $0.hasPrefix(prompt) } }
        try terminal.type("echo status=$?")
        try terminal.wait(for: "status=0")
        #expect(try terminal.leftovers() == [])
      }
    }
  }

  private func isDashboard(_ screen: [String], notAfter prompt: String) -> Bool {
    screen.contains { $0.contains(Self.word) } && !screen.contains { $0.contains(prompt) }
  }
}
