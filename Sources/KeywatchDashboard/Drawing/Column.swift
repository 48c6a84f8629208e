/// One column of a table, and how it shares the width with the others.
struct Column: Sendable {
  var title: [Run]
  var align: Canvas.Align
  /// Narrower than this it is left out.
  var least: Int
  /// It is never wider than this; between the two its contents decide.
  var most: Int
  /// The highest rank is left out first.
  var rank: Int
  /// It takes what the others leave.
  var stretches = false

  /// A column of one width.
  static func fixed(
    _ title: String, _ width: Int, _ align: Canvas.Align = .right, rank: Int = 0
  ) -> Column {
    Column(title: [Run(title, .dim)], align: align, least: width, most: width, rank: rank)
  }

  /// A column as wide as its contents, within bounds.
  static func fitted(_ title: String, _ bounds: ClosedRange<Int>, rank: Int = 0) -> Column {
    Column(
      title: [Run(title, .dim)], align: .left, least: bounds.lowerBound,
      most: bounds.upperBound, rank: rank)
  }

  /// A column that takes the rest, `least` at least.
  static func rest(_ title: String, least: Int, rank: Int = 0) -> Column {
    Column(
      title: [Run(title, .dim)], align: .left, least: least, most: .max, rank: rank,
      stretches: true)
  }

  /// Widths for columns whose contents would like `wishes`; nil for those left out.
  static func widths(of columns: [Column], wishes: [Int], gap: Int, in room: Int) -> [Int?] {
    var widths: [Int?] = columns.map(\.least)
    func used() -> Int {
      let shown = widths.compactMap { $0 }
      return shown.reduce(0, +) + max(shown.count - 1, 0) * gap
    }
    while used() > room, let victim = last(columns, widths) { widths[victim] = nil }
    for i in columns.indices.sorted(by: { columns[$0].rank < columns[$1].rank }) {
      guard let width = widths[i], !columns[i].stretches else { continue }
      let wish = min(max(wishes[i], width), columns[i].most)
      widths[i] = width + min(wish - width, max(room - used(), 0))
    }
    if let i = columns.indices.first(where: { columns[$0].stretches && widths[$0] != nil }) {
      widths[i] = (widths[i] ?? 0) + max(room - used(), 0)
    }
    return widths
  }

  /// The column to leave out next: the highest rank, of equals the last; never the only one.
  private static func last(_ columns: [Column], _ widths: [Int?]) -> Int? {
    let shown = columns.indices.filter { widths[$0] != nil }
    guard shown.count > 1 else { return nil }
    return shown.max { (columns[$0].rank, $0) < (columns[$1].rank, $1) }
  }
}
