/// What stands in one place of a table.
enum TableCell: Sendable {
  case line([Run])
  case graph([Int], Role)
  case bar(Double, Role)

  /// One word or number.
  static func text(_ text: String, _ role: Role = .text, bold: Bool = false) -> TableCell {
    .line([Run(text, role, bold: bold)])
  }
}

/// Rows of cells under titles, drawn as far as there is room, the selected row always among them.
struct Table: Sendable {
  var columns: [Column]
  var rows: [[TableCell]] = []
  /// Lines a row takes: graphs fill them all.
  var rowHeight = 1
  /// Blank lines between rows.
  var spacing = 0
  /// Dim second lines of rows that are higher than one.
  var captions: [String] = []
  /// Blanks between columns; nil for two where all contents fit with two, else one.
  var gap: Int?
  var hasTitles = true

  /// The lines the whole table takes.
  var height: Int {
    (hasTitles ? 1 : 0) + rows.count * (rowHeight + spacing) - (rows.isEmpty ? 0 : spacing)
  }

  /// Draws it at the top of the area, one column in from both sides.
  func draw(on canvas: inout Canvas, selected: Int? = nil) {
    let room = canvas.width - 2
    guard room > 0 else { return }
    let grid = grid(canvas.escaper, room)
    var y = 0
    if hasTitles {
      grid.draw(
        columns.map { .line($0.title) }, in: Rect(x: 0, y: 0, width: room, height: 1), &canvas)
      y = 1
    }
    let step = rowHeight + spacing
    let visible = max((canvas.height - y + spacing) / max(step, 1), 0)
    for i in window(visible, around: selected) {
      let place = Rect(x: 0, y: y, width: room, height: rowHeight)
      grid.draw(rows[i], in: place, &canvas)
      if rowHeight > 1, let caption = captions.indices.contains(i) ? captions[i] : nil {
        canvas.put([Run(caption, .faint)], x: 3, y: y + 1, width: grid.captionWidth)
      }
      if i == selected { for line in 0..<rowHeight { canvas.select(y: y + line) } }
      y += step
    }
  }

  /// The rows shown when `visible` of them fit: the selected one in the middle, if the ends allow.
  private func window(_ visible: Int, around selected: Int?) -> Range<Int> {
    let top = min(max((selected ?? 0) - visible / 2, 0), max(rows.count - visible, 0))
    return top..<min(top + visible, rows.count)
  }

  /// Two blanks between columns where that neither cuts contents nor costs a column that one
  /// blank would keep.
  private func grid(_ escaper: Escaper, _ room: Int) -> Grid {
    let wishes = columns.indices.map { wish(of: $0, escaper, room) }
    func made(_ gap: Int) -> Grid {
      Grid(
        columns: columns,
        widths: Column.widths(of: columns, wishes: wishes, gap: gap, in: room), gap: gap)
    }
    if let gap { return made(gap) }
    let (loose, tight) = (made(2), made(1))
    guard loose.meets(wishes) else { return tight }
    return tight.meets(wishes) && tight.count > loose.count ? tight : loose
  }

  /// The columns a column's contents would fill.
  private func wish(of column: Int, _ escaper: Escaper, _ room: Int) -> Int {
    let bounds = columns[column]
    guard bounds.least < bounds.most else { return bounds.least }
    let limit = min(bounds.stretches ? 20 : bounds.most, room)
    var widest = max(bounds.least, escaper.width(bounds.title, limit: limit))
    for row in rows {
      if case .line(let runs) = row[column] {
        widest = max(widest, escaper.width(runs, limit: limit))
      }
    }
    return widest
  }
}
