import Testing

@testable import KeywatchDashboard

struct EscaperTests {
  let escaper = Escaper(glyphs: .unicode)

  private func text(_ cells: [Cell]) -> String {
    var frame = Frame(width: cells.count, height: 1)
    frame.cells = cells
    return frame.text.first ?? ""
  }

  private func shown(_ text: String, limit: Int = 80, _ glyphs: Glyphs = .unicode) -> String {
    self.text(Escaper(glyphs: glyphs).cells([Run(text)], limit: limit).cells)
  }

  @Test(
    "what could drive a terminal is written out",
    arguments: [
      ("a\u{1b}[2J", "a^[[2J"), ("\r\n\t\u{8}\u{0}", "^M^J^I^H^@"), ("\u{7f}", "^?"),
      ("\u{9b}31m", "<U+9B>31m"), ("\u{202e}x", "<U+202E>x"), ("a\u{200d}b", "a<U+200D>b"),
      ("\u{e0041}", "<U+E0041>"), ("\u{301}a", "<U+301>a"), ("\u{fe0f}", "<U+FE0F>"),
    ])
  func escapes(text: String, wanted: String) {
    #expect(shown(text) == wanted)
  }

  @Test func `an escape has its own role whatever the text's style`() {
    let cells = escaper.cells([Run("a\u{1b}b", .ok, bold: true)], limit: 10).cells
    #expect(cells.map(\.style.role) == [.ok, .escape, .escape, .ok])
    #expect(cells.map(\.style.bold) == [true, false, false, true])
  }

  @Test func `bytes that are no UTF-8 are shown one by one`() {
    let bytes: [UInt8] = [0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0xc3, 0xa9, 0xf0, 0x9f]
    #expect(
      text(escaper.cells([Run(bytes: bytes, .text)], limit: 80).cells)
        == "a\\xff\\xc3(\\xe2\\x82é\\xf0\\x9f")
  }

  @Test func `at most two marks join a character`() {
    let cells = escaper.cells([Run("e\u{301}\u{308}\u{302}x")], limit: 10).cells
    #expect(cells.count == 2)
    #expect(cells.first == Cell(base: 0x65, mark1: 0x301, mark2: 0x308))
  }

  @Test func `ten thousand marks do not make a text long`() {
    let flood = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(escaper.cells([Run(flood)], limit: 40).cells.count == 1)
  }

  @Test func `a variation selector after a character is dropped`() {
    #expect(shown("❤\u{fe0f}!") == "❤!")
  }

  @Test func `a wide character is two cells and is never cut in half`() {
    let cells = escaper.cells([Run("a日b")], limit: 10).cells
    #expect(cells.map(\.base) == [0x61, 0x65e5, 0, 0x62])
    #expect(shown("a日b", limit: 2) == "a")
    #expect(text(escaper.fitting([Run("a日b")], in: 3)) == "a…")
    #expect(text(escaper.fitting([Run("日本語")], in: 5)) == "日本…")
    #expect(text(escaper.fitting([Run("日本語")], in: 4)) == "日…")
  }

  @Test func `a mark does not reach over the border of two pieces`() {
    #expect(text(escaper.cells([Run("e"), Run("\u{301}")], limit: 20).cells) == "e<U+301>")
  }

  @Test func `without Unicode all data is 7-bit`() {
    #expect(shown("café ✓", limit: 80, .ascii) == "caf<U+E9> <U+2713>")
    #expect(Glyphs.ascii.fold("both keys · 3 → 4 …") == "both keys - 3 -> 4 ...")
  }

  @Test func `a text of exactly the room is not cut`() {
    #expect(text(escaper.fitting([Run("12345")], in: 5)) == "12345")
    #expect(text(escaper.fitting([Run("123456")], in: 5)) == "1234…")
    #expect(text(escaper.fitting([Run("123456")], in: 1)) == "…")
    #expect(escaper.fitting([Run("123456")], in: 0).isEmpty)
  }

  @Test func `ready cells are cut like text`() {
    let cells = escaper.cells([Run("日本")], limit: 10).cells
    #expect(text(escaper.cells([Run("a"), Run(cells: cells)], limit: 4).cells) == "a日")
    #expect(text(escaper.fitting([Run(cells: cells), Run("x")], in: 4)) == "日…")
  }
}
