/// The columns of a table with the widths they were given.
struct Grid: Sendable {
  let columns: [Column]
  /// nil where a column is left out.
  let widths: [Int?]
  let gap: Int

  /// How many columns are shown.
  var count: Int { widths.count { $0 != nil } }

  /// Whether every shown column is as wide as its contents would like.
  func meets(_ wishes: [Int]) -> Bool {
    zip(widths, wishes).allSatisfy { width, wish in width.map { $0 >= wish } ?? true }
  }

  /// Draws one row of cells.
  func draw(_ cells: [TableCell], in place: Rect, _ canvas: inout Canvas) {
    var x = 1
    for (i, cell) in cells.enumerated() {
      guard let width = widths[i] else { continue }
      switch cell {
      case .line(let runs):
        canvas.put(runs, x: x, y: place.y, width: width, align: columns[i].align)
      case .graph(let series, let role):
        canvas.graph(series, role, in: Rect(x: x, y: place.y, width: width, height: place.height))
      case .bar(let share, let role):
        canvas.bar(share, role, x: x, y: place.y, width: width)
      }
      x += width + gap
    }
  }

  /// A caption ends where the first graph begins.
  var captionWidth: Int {
    var width = 0
    for (i, column) in columns.enumerated() {
      if column.stretches { break }
      width += widths[i].map { $0 + gap } ?? 0
    }
    return max(width - 3, 0)
  }
}
