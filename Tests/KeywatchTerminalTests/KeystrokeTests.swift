import KeywatchDashboard
import Testing

@testable import KeywatchTerminal

@Suite("Typed scalars as keystrokes")
struct KeystrokeTests {
  @Test(
    arguments: [
      ("\u{1}", Keystroke.control("a")), ("\u{1a}", .control("z")), ("\u{1c}", .control("\\")),
      ("\u{0}", .control("@")), ("\t", .tab), ("\n", .enter), ("\r", .enter), ("\u{1b}", .escape),
      ("\u{8}", .backspace), ("\u{7f}", .backspace), ("q", .character("q")), ("é", .character("é")),
    ] as [(Unicode.Scalar, Keystroke)])
  func `a scalar is the keystroke that sends it`(scalar: Unicode.Scalar, keystroke: Keystroke) {
    #expect(Keystroke(scalar) == keystroke)
  }
}
