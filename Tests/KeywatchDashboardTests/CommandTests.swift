import Testing

@testable import KeywatchDashboard

struct CommandTests {
  @Test func `no keystroke has two meanings`() {
    let keystrokes = Binding.table.flatMap(\.commands).map(\.0)
    #expect(Set(keystrokes).count == keystrokes.count)
  }

  @Test func `every keystroke is written where it is shown`() {
    for binding in Binding.table {
      #expect(!binding.help.isEmpty && !binding.name.isEmpty)
      #expect(binding.name(.ascii).utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func `the digits open the panels they are drawn with`() {
    for panel in Panel.allCases {
      let digit = Unicode.Scalar(UInt8(0x30 + panel.rawValue))
      #expect(Binding.command(for: .character(digit)) == .panel(panel))
    }
    #expect(Binding.command(for: .character("0")) == .overview)
  }

  @Test func `quitting takes q or ^C and never Esc`() {
    let quitting = Binding.table.flatMap(\.commands).filter { $0.1 == .quit }.map(\.0)
    #expect(Set(quitting) == [.character("q"), .control("c")])
    #expect(Binding.command(for: .escape) == .back)
  }
}
