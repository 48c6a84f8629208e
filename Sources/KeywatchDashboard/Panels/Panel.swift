/// The panels, numbered as the digits that open them.
enum Panel: Int, CaseIterable, Sendable {
  case keys = 1
  case migration, matrix, callers, rejected, log, sources

  /// Those of the overview where it has room for four, and for six.
  static let four: [Panel] = [.keys, .migration, .rejected, .log]
  static let six: [Panel] = [.keys, .migration, .matrix, .callers, .rejected, .log]
}

/// How much of itself a panel shows.
enum PanelForm: Sendable {
  /// Under a rule, as few lines as it can do with.
  case rows
  /// In a box of the overview.
  case box
  /// In a box of a large overview: graphs two rows high, bars.
  case wide
  /// The whole screen.
  case alone
}

/// What the keystrokes of movement move in a panel.
enum Reach: Equatable, Sendable {
  /// A selection among rows; a row's name holds on to it when the order changes.
  case rows([String])
  /// A selection among so many rows that never change their order.
  case numbered(Int)
  /// A window over so many lines.
  case lines(Int)
  case nothing

  /// How many rows or lines there are.
  var count: Int {
    switch self {
    case .rows(let names): names.count
    case .numbered(let count), .lines(let count): count
    case .nothing: 0
    }
  }
}

/// What a panel says: all panels have this form.
protocol PanelContent: Sendable {
  var title: String { get }
  /// What stands at the right end of the title line.
  func note(_ form: PanelForm) -> [Run]
  /// The lines it would like to have, without its border.
  func height(_ form: PanelForm) -> Int
  /// How many of its rows there is no room for in so many lines.
  func hidden(_ form: PanelForm, height: Int) -> Int
  /// What can be moved through when it is `width` columns wide.
  func reach(_ form: PanelForm, width: Int) -> Reach
  /// Draws it; `position` is the selected row or the first line, nil while nothing was chosen.
  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?)
}

extension PanelContent {
  /// Of a table: what does not fit under its titles. A list alone says where in it one is.
  func hidden(_ form: PanelForm, height: Int) -> Int {
    guard form != .alone, case .rows(let names) = reach(form, width: 80) else { return 0 }
    return max(names.count - max(height - 1, 0), 0)
  }

  /// A table with what is known of its selected row under it, where a panel has the whole screen.
  /// Returns the lines both took.
  @discardableResult
  func drawList(
    _ table: Table, on canvas: inout Canvas, selected: Int?, least: Int? = nil,
    detail: (Int, Int) -> Page
  ) -> Int {
    let width = canvas.width
    let chosen = min(max(selected ?? 0, 0), max(table.rows.count - 1, 0))
    var page = detail(chosen, width - 2)
    let least = min(table.height, max(least ?? canvas.height / 2, 4))
    let listHeight = min(table.height, max(canvas.height - page.lines.count - 1, least))
    canvas.within(Rect(x: 0, y: 0, width: width, height: listHeight)) {
      table.draw(on: &$0, selected: chosen)
    }
    let rest = canvas.height - listHeight - 1
    guard rest > 0 else { return canvas.height }
    page.cut(to: rest)
    let rule = String(repeating: canvas.glyphs.horizontal, count: max(width - 2, 0))
    canvas.put(rule, .border, x: 1, y: listHeight, width: width - 2)
    canvas.within(Rect(x: 0, y: listHeight + 1, width: width, height: rest)) { page.draw(on: &$0) }
    return min(listHeight + 1 + page.lines.count, canvas.height)
  }
}
