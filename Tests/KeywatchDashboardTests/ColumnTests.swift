import Testing

@testable import KeywatchDashboard

struct ColumnTests {
  private let columns: [Column] = [
    .fitted("NAME", 4...10), .fixed("COUNT", 5, rank: 1), .rest("GRAPH", least: 6, rank: 2),
  ]

  private func widths(_ room: Int) -> [Int?] {
    Column.widths(of: columns, wishes: [8, 5, 6], gap: 1, in: room)
  }

  @Test func `contents decide within bounds and the rest goes to one column`() {
    #expect(widths(40) == [8, 5, 25])
    #expect(widths(21) == [8, 5, 6])
  }

  @Test func `what was to grow gives way first`() {
    #expect(widths(19) == [6, 5, 6])
    #expect(widths(17) == [4, 5, 6])
  }

  @Test func `columns are left out from the highest rank and one always stays`() {
    #expect(widths(16) == [8, 5, nil])
    #expect(widths(9) == [8, nil, nil])
    #expect(widths(1) == [4, nil, nil])
  }

  @Test func `a table keeps the selected row in sight`() {
    var table = Table(columns: [.fitted("NAME", 4...10)])
    table.rows = (1...9).map { [.text("row \($0)")] }
    func drawn(_ height: Int, selected: Int?) -> [String] {
      var canvas = Canvas(width: 12, height: height, glyphs: .unicode)
      table.draw(on: &canvas, selected: selected)
      return canvas.frame.text
    }
    #expect(drawn(4, selected: nil) == [" NAME", " row 1", " row 2", " row 3"])
    #expect(drawn(4, selected: 8) == [" NAME", " row 7", " row 8", " row 9"])
    #expect(drawn(4, selected: 4) == [" NAME", " row 4", " row 5", " row 6"])
  }
}
