import KeywatchCore

/// One table of a report as values, which CSV, Markdown and HTML each write in their own way.
package struct Sheet {
  /// The tables there are, by the names of `--table`.
  package enum Name: String, Sendable, CaseIterable {
    case keys, apis, sources, callers, places, steps, coverage, exposures, alarms
  }

  /// What stands where a row and a column meet.
  enum Cell {
    /// A text that may come from outside, as it came.
    case text(String)
    /// One of keywatch's own words, as in data (`old_only`).
    case word(String)
    /// Sentences that may name something from outside.
    case sentences([String])
    case count(Int)
    /// Nothing where there is none.
    case time(Timestamp?)
  }

  let name: Name
  /// The names of the columns as in data (`last_old`).
  private(set) var columns: [String]
  private(set) var rows: [[Cell]] = []
  /// How many rows are left out.
  package var others = 0

  init(_ name: Name, _ columns: String...) {
    self.name = name
    self.columns = columns
  }

  /// Adds a row: a cell a column.
  mutating func add(_ cells: Cell...) { rows.append(cells) }

  /// Whether a column holds counts, which stand on the right.
  func hasNumbers(_ column: Int) -> Bool {
    rows.contains { if case .count = $0[safe: column] { true } else { false } }
  }

  /// The table for people: without the columns named, and without those where nothing stands.
  func shown(without dropped: Set<String> = []) -> Sheet {
    let shown = columns.indices.filter { i in
      !dropped.contains(columns[i]) && rows.contains { $0[safe: i]?.isEmpty == false }
    }
    var sheet = self
    sheet.columns = shown.map { columns[$0] }
    sheet.rows = rows.map { row in shown.compactMap { row[safe: $0] } }
    return sheet
  }
}

extension Sheet.Cell {
  fileprivate var isEmpty: Bool {
    switch self {
    case .text(let text), .word(let text): text.isEmpty
    case .sentences(let texts): texts.isEmpty
    case .count: false
    case .time(let time): time?.isStated != true
    }
  }
}
