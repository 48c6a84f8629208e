import Testing

@testable import KeywatchDashboard

struct GraphTests {
  private func row(_ series: [Int], _ width: Int, _ glyphs: Glyphs = .unicode) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: Graph(series, parts: width).row(glyphs))
    return String(text)
  }

  @Test func `a series is drawn from a base line of nought`() {
    #expect(row([0, 1, 4, 8], 4) == " ▁▄█")
    #expect(row([0, 1, 4, 8], 4, .ascii) == " .=#")
    #expect(row([8, 8], 4) == "████")
  }

  @Test func `the whole series is always in it`() {
    #expect(row([0, 0, 8, 8, 4, 4], 3) == " █▄")
    #expect(row([2, 8], 6) == "▂▂▂███")
    #expect(row([1, 0, 0, 0, 0, 0, 0, 8000], 2) == "▁█")
  }

  @Test func `no requests draw nothing`() {
    #expect(row([0, 0], 4).isEmpty)
    #expect(row([], 4).isEmpty)
    #expect(Graph([1], parts: 0).braille(rows: 2) == [[], []])
  }

  @Test func `braille has two values a column and four dots a row`() {
    let rows = Graph([1, 2, 3, 4, 5, 6, 7, 8], parts: 8).braille(rows: 2)
    let text = rows.map { row in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: row)
      return String(view)
    }
    #expect(text == ["  ⣠⣾", "⣠⣾⣿⣿"])
  }

  @Test func `a bar shows that something is there and when it is full`() {
    func bar(_ share: Double) -> String {
      var canvas = Canvas(width: 6, height: 1, glyphs: .unicode)
      canvas.bar(share, .ok, x: 0, y: 0, width: 6)
      return canvas.frame.text[0]
    }
    #expect(
      [0, 0.001, 0.25, 0.5, 1, 7, .nan].map(bar) == [
        "──────", "╸─────", "━╸────", "━━━───", "━━━━━━", "━━━━━━", "──────",
      ])
  }
}
