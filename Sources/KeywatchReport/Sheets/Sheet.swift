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
    case count(Int)
    /// Nothing where there is none.
    case time(Timestamp?)
  }

  let name: Name
  /// The names of the columns as in data (`last_old`).
  let columns: [String]
  private(set) var rows: [[Cell]] = []
  /// How many rows are left out.
  package var others = 0

  init(_ name: Name, _ columns: String...) {
    self.name = name
    self.columns = columns
  }

  /// Adds a row: a cell a column.
  mutating func add(_ cells: Cell...) { rows.append(cells) }
}
