import KeywatchDashboard
import Testing

@Suite("A frame as coloured text")
struct FrameANSITests {
  private func frame(_ text: String, width: Int, _ style: Style = Style(.text)) -> Frame {
    var frame = Frame(width: width, height: 1)
    for (x, scalar) in text.unicodeScalars.enumerated() {
      frame.cells[x] = Cell(base: scalar.value, style: style)
    }
    return frame
  }

  private func line(
    _ frame: Frame, _ theme: Theme = .dark, _ depth: Theme.Depth = .colours256
  ) -> String {
    frame.ansi(theme, at: depth)[0]
  }

  @Test func `a colour is named where it changes, and reset at the end`() {
    var frame = frame("ab cd", width: 8)
    frame.cells[3].style = Style(.dedicated)
    frame.cells[4].style = Style(.dedicated)
    #expect(line(frame) == "\u{1b}[0;38;5;252mab \u{1b}[0;38;5;75mcd\u{1b}[0m")
    #expect(line(frame, .light) == "\u{1b}[0;38;5;235mab \u{1b}[0;38;5;26mcd\u{1b}[0m")
    #expect(line(frame, .dark, .colours8) == "ab \u{1b}[0;1;34mcd\u{1b}[0m")
    #expect(line(frame, .mono) == "ab cd")
  }

  @Test func `blanks at the end are cut unless one sees them`() {
    #expect(line(frame("ab   ", width: 5), .mono) == "ab")
    #expect(
      line(frame("a ", width: 2, Style(.ok, filled: true)), .mono) == "\u{1b}[0;7ma \u{1b}[0m")
    #expect(
      line(frame("a ", width: 2, Style(.header))) == "\u{1b}[0;38;5;255;48;5;236ma \u{1b}[0m")
    #expect(line(Frame(width: 3, height: 1)) == "")
  }

  @Test func `wide characters and marks take part once`() {
    var frame = Frame(width: 3, height: 1)
    frame.cells[0].base = 0x65
    frame.cells[0].mark1 = 0x301
    frame.cells[1].base = 0x65e5
    frame.cells[2].base = 0
    #expect(line(frame, .mono) == "e\u{301}日")
  }

  @Test func `what could drive a terminal is a question mark`() {
    #expect(line(frame("a\u{1b}\u{9b}\u{7f}", width: 4), .mono) == "a???")
    var frame = Frame(width: 1, height: 1)
    frame.cells[0].base = 0xd800
    #expect(line(frame, .mono) == "?")
  }

  @Test func `there is a line a row and none for a frame without rows`() {
    #expect(Frame(width: 4, height: 3).ansi(.dark, at: .colours256).count == 3)
    #expect(Frame(width: 0, height: 0).ansi(.dark, at: .colours256) == [])
  }

  @Test func `without colour it is the plain text`() {
    let frame = frame("ab é ▲", width: 9, Style(.dedicated))
    #expect(frame.ansi(.mono, at: .mono) == frame.text)
  }
}
