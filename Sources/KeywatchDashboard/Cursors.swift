/// Where one is in each panel: a selected row, held by its name when the order changes, or the
/// first line shown.
struct Cursors: Sendable {
  private struct Cursor: Sendable {
    var index: Int
    var name: String?
  }

  private var byPanel: [Panel: Cursor] = [:]

  var isEmpty: Bool { byPanel.isEmpty }

  /// Whether something was chosen in a panel.
  func hold(_ panel: Panel) -> Bool { byPanel[panel] != nil }

  /// The row selected in a panel, or its first line; nil while nothing was chosen.
  func position(in panel: Panel, _ reach: Reach) -> Int? {
    guard let cursor = byPanel[panel], reach.count > 0 else { return nil }
    let index = min(cursor.index, reach.count - 1)
    guard case .rows(let names) = reach, let name = cursor.name, names[index] != name else {
      return index
    }
    return names.firstIndex(of: name) ?? index
  }

  /// Chooses a row or a line; beyond the ends it is the first or the last.
  mutating func choose(_ index: Int, in panel: Panel, _ reach: Reach) {
    guard reach.count > 0 else { return }
    let index = min(max(index, 0), reach.count - 1)
    var name: String?
    if case .rows(let names) = reach { name = names[index] }
    byPanel[panel] = Cursor(index: index, name: name)
  }

  /// Forgets what was chosen in a panel.
  mutating func release(_ panel: Panel) { byPanel[panel] = nil }

  /// Forgets everything.
  mutating func releaseAll() { byPanel = [:] }
}

extension Int {
  /// The sum, at the end of the range where it would overflow.
  func saturatingSum(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
