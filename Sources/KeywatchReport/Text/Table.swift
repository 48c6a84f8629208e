import KeywatchCore

/// Rows of cells under titles, set in columns; what stands in a cell is escaped as it comes in.
struct Table {
  /// One column: its title, what stands in it, and how wide it may become.
  struct Column {
    /// Numbers stand on the right; only texts are cut where the page is too narrow.
    enum Content { case text, number, fixed }

    var title: String
    var content: Content
    var limit: Int

    init(_ title: String, _ content: Content = .text, limit: Int = 30) {
      self.title = title.plain
      self.content = content
      self.limit = limit
    }
  }

  private static let gap = "  "
  private static let leastText = 8
  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; cells beyond the columns are dropped.
  mutating func add(_ cells: String...) { add(cells) }

  /// Adds a row; cells beyond the columns are dropped.
  mutating func add(_ cells: [String]) { rows.append(cells.map(\.plain)) }

  /// The titles and rows as lines of at most `width` cells; a column without a single entry is left
  /// out.
  func lines(width: Int) -> [String] {
    let shown = columns.indices.filter { i in i == 0 || rows.contains { !cell($0, i).isEmpty } }
    let widths = widths(of: shown, within: width)
    return ([columns.map(\.title)] + rows).map { row in
      let cells = zip(shown, widths).map { i, width in
        cell(row, i).cut(to: width).filled(to: width, right: columns[i].content == .number)
      }
      return cells.joined(separator: Self.gap).trimmed.cut(to: width)
    }
  }

  /// As wide as the longest cell; what is too much is taken from the widest texts.
  private func widths(of shown: [Int], within width: Int) -> [Int] {
    var widths = shown.map { i in
      rows.reduce(columns[i].title.cells) { max($0, min(cell($1, i).cells, columns[i].limit)) }
    }
    let room = width - Self.gap.count * (shown.count - 1)
    let texts = shown.indices.filter { columns[shown[$0]].content == .text }
    while widths.reduce(0, +) > room, let widest = texts.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.leastText
    {
      widths[widest] -= 1
    }
    return widths
  }

  private func cell(_ row: [String], _ i: Int) -> String { row.indices.contains(i) ? row[i] : "" }
}
