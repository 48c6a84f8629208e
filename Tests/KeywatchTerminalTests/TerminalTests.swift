import Glibc
import KeywatchDashboard
import Testing

@testable import KeywatchTerminal

@Suite("What a terminal is opened on")
struct TerminalTests {
  private func error(on descriptor: Int32, name: String?) -> TerminalError? {
    do {
      _ = try Terminal(on: descriptor, theme: .dark, settings: TerminalSettings(name: name))
      return nil
    } catch {
      return error
    }
  }

  @Test func `a pipe is no terminal`() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    #expect(error(on: ends[1], name: "xterm") == .notATerminal)
    close(ends[0])
    close(ends[1])
  }

  @Test func `without TERM, or with dumb, there is no screen`() throws {
    for (name, wanted) in [(nil, TerminalError.nameUnset), ("", .nameUnset), ("dumb", .nameDumb)] {
      #expect(throws: wanted) { try TerminalSettings(name: name).usableName() }
    }
  }

  @Test func `every reason there is no screen names what to use instead`() {
    let errors: [TerminalError] = [
      .notATerminal, .nameUnset, .nameDumb, .undescribed("x"), .failed(EIO),
    ]
    for error in errors {
      #expect(error.clause.contains("--snapshot") && error.clause.contains("report"))
      #expect(!error.clause.contains("\n"))
    }
  }

  @Test(arguments: [
    (Int32(256), Theme.dark, false, Theme.Depth.colours256),
    (1 << 24, .light, false, .colours256), (8, .dark, false, .colours8),
    (88, .dark, false, .colours8),
    (0, .dark, false, .mono), (-1, .dark, false, .mono), (256, .mono, false, .mono),
    (256, .dark, true, .mono),
  ])
  func `colours follow the terminal, the theme and NO_COLOR`(
    colours: Int32, theme: Theme, refuses: Bool, wanted: Theme.Depth
  ) {
    let settings = TerminalSettings(name: "xterm", refusesColour: refuses)
    #expect(settings.depth(in: theme, colours: colours) == wanted)
  }
}
