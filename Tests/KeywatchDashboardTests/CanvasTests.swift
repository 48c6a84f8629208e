import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct CanvasTests {
  private func canvas(_ width: Int, _ height: Int = 1) -> Canvas {
    Canvas(width: width, height: height, glyphs: .unicode)
  }

  @Test func `nothing is drawn outside the area`() {
    var canvas = canvas(10, 3)
    canvas.within(Rect(x: 2, y: 1, width: 4, height: 1)) { canvas in
      canvas.put("abcdefgh", .text, x: 0, y: 0)
      canvas.put("above", .text, x: 0, y: -1)
      canvas.put("below", .text, x: 0, y: 1)
      canvas.put("le", .text, x: -2, y: 0, width: 2)
    }
    #expect(canvas.frame.text == ["", "  abc…", ""])
  }

  @Test func `an inner area ends where the outer one does`() {
    var canvas = canvas(6, 1)
    canvas.within(Rect(x: 1, y: 0, width: 3, height: 1)) { canvas in
      canvas.within(Rect(x: 1, y: 0, width: 9, height: 9)) { $0.put("xyzw", .text, x: 0, y: 0) }
    }
    #expect(canvas.frame.text == ["  xy"])
  }

  @Test(
    "drawing over half of a wide character blanks the other half",
    arguments: zip(0..<4, ["x 本", " x本", "日x", "日 x"]))
  func overdrawn(x: Int, wanted: String) {
    var canvas = canvas(4)
    canvas.put("日本", .text, x: 0, y: 0)
    canvas.put("x", .text, x: x, y: 0, width: 1)
    #expect(canvas.frame.text == [wanted])
    #expect(halves(in: canvas.frame).isEmpty)
  }

  @Test func `a wide character that does not fit at the edge is a blank`() {
    var canvas = canvas(5)
    canvas.within(Rect(x: 0, y: 0, width: 3, height: 1)) { canvas in
      canvas.put([Run("ab日")], x: 0, y: 0, width: 9)
    }
    #expect(canvas.frame.text == ["ab…"])
  }

  @Test func `text is set left, right or in the middle of its room`() {
    var canvas = canvas(9, 3)
    canvas.put([Run("ab")], x: 1, y: 0, width: 6, align: .left)
    canvas.put([Run("ab")], x: 1, y: 1, width: 6, align: .right)
    canvas.put([Run("ab")], x: 1, y: 2, width: 6, align: .centre)
    #expect(canvas.frame.text == [" ab", "     ab", "   ab"])
  }

  @Test func `selecting a row keeps bold and escapes`() {
    var canvas = canvas(4)
    canvas.put([Run("a", .ok, bold: true), Run("\u{1b}")], x: 0, y: 0)
    canvas.select(y: 0)
    let styles = canvas.frame.cells.map(\.style)
    #expect(styles[0] == Style(.selection, bold: true))
    #expect(styles[1].role == .escape)
    #expect(styles[3] == Style(.selection))
  }

  @Test func `any size and any place is fine`() {
    for (width, height) in [(0, 0), (-3, 5), (1, 1)] {
      var canvas = canvas(width, height)
      canvas.put("日本", .text, x: -1, y: 0)
      canvas.clear(Rect(x: -5, y: -5, width: 20, height: 20))
      canvas.bar(0.5, .ok, x: 0, y: 0, width: 40)
      canvas.graph([1, 2, 3], .ok, in: Rect(x: 0, y: 0, width: 30, height: 4))
      #expect(canvas.frame.cells.count == max(width, 0) * max(height, 0))
    }
  }
}

/// Positions at which a wide character is not whole.
func halves(in frame: Frame) -> [Int] {
  frame.cells.indices.filter { i in
    let cell = frame.cells[i]
    let isLast = (i + 1) % frame.width == 0
    let next = isLast ? nil : frame.cells[i + 1]
    let isWide = Unicode.Scalar(cell.base).map { ScalarWidth($0) == .wide } ?? false
    if cell.base == 0 {
      guard i % frame.width > 0 else { return true }
      return Unicode.Scalar(frame.cells[i - 1].base).map { ScalarWidth($0) != .wide } ?? true
    }
    return isWide != (next?.base == 0)
  }
}
