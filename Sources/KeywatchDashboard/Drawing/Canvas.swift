/// A frame being drawn: text goes through the escaper, and nothing lands outside the present area.
struct Canvas {
  /// Where in its room a text stands.
  enum Align: Sendable { case left, right, centre }

  private(set) var frame: Frame
  let escaper: Escaper
  /// Where (0, 0) is and how far drawing reaches, and the part of it that is really on the screen.
  private var area: Rect
  private var clip: Rect

  /// An empty screen.
  init(width: Int, height: Int, glyphs: Glyphs) {
    frame = Frame(width: width, height: height)
    escaper = Escaper(glyphs: glyphs)
    area = Rect(x: 0, y: 0, width: frame.width, height: frame.height)
    clip = area
  }

  var glyphs: Glyphs { escaper.glyphs }
  var width: Int { area.width }
  var height: Int { area.height }

  /// Draws inside a part of the present area, whose corner is (0, 0) there.
  mutating func within(_ rect: Rect, _ draw: (inout Canvas) -> Void) {
    let outer = (area, clip)
    area = Rect(x: area.x + rect.x, y: area.y + rect.y, width: rect.width, height: rect.height)
    clip = clip.intersection(area)
    draw(&self)
    (area, clip) = outer
  }

  /// One line of text; what is longer than `width` ends in an ellipsis.
  /// Returns the columns it took.
  @discardableResult
  mutating func put(
    _ runs: [Run], x: Int, y: Int, width: Int? = nil, align: Align = .left
  ) -> Int {
    let room = min(width ?? (self.width - x), self.width - x)
    guard room > 0 else { return 0 }
    let cells = escaper.fitting(runs, in: room)
    let slack = room - cells.count
    let indent = align == .left ? 0 : align == .right ? slack : slack / 2
    for (i, cell) in cells.enumerated() where cell.base != 0 {
      let isWide = i + 1 < cells.count && cells[i + 1].base == 0
      set(cell, isWide: isWide, x: x + indent + i, y: y)
    }
    return cells.count
  }

  /// One piece of text.
  @discardableResult
  mutating func put(
    _ text: String, _ role: Role, x: Int, y: Int, width: Int? = nil
  ) -> Int {
    put([Run(text, role)], x: x, y: y, width: width)
  }

  /// Blanks in a style, over the whole area or a part of it.
  mutating func clear(_ rect: Rect? = nil, _ style: Style = Style(.text)) {
    let rect = rect ?? Rect(x: 0, y: 0, width: width, height: height)
    for y in rect.y..<rect.y + max(rect.height, 0) {
      for x in rect.x..<rect.x + max(rect.width, 0) {
        set(Cell(style: style), isWide: false, x: x, y: y)
      }
    }
  }

  /// Gives a row of the area the look of the selected one.
  mutating func select(y: Int) {
    for x in 0..<width {
      guard let i = index(x, y), frame.cells[i].style.role != .escape else { continue }
      let bold = frame.cells[i].style.bold
      frame.cells[i].style = Style(.selection, bold: bold)
    }
  }

  /// One sign of our own.
  mutating func sign(_ scalar: Unicode.Scalar, _ style: Style, x: Int, y: Int) {
    set(Cell(base: scalar.value, style: style), isWide: false, x: x, y: y)
  }

  private func index(_ x: Int, _ y: Int) -> Int? {
    guard clip.contains(x: area.x + x, y: area.y + y) else { return nil }
    return (area.y + y) * frame.width + area.x + x
  }

  private mutating func set(_ cell: Cell, isWide: Bool, x: Int, y: Int) {
    guard let i = index(x, y) else { return }
    if isWide, index(x + 1, y) == nil {
      return set(Cell(style: cell.style), isWide: false, x: x, y: y)
    }
    for j in i...(isWide ? i + 1 : i) { healHalves(at: j) }
    frame.cells[i] = cell
    if isWide { frame.cells[i + 1] = Cell(base: 0, style: cell.style) }
  }

  /// Before a cell is overwritten: the other half of a wide character in it becomes a blank.
  private mutating func healHalves(at i: Int) {
    if frame.cells[i].base == 0, i > 0 { blank(i - 1) }
    if (i + 1) % frame.width != 0, frame.cells[i + 1].base == 0 { blank(i + 1) }
  }

  private mutating func blank(_ i: Int) { frame.cells[i] = Cell(style: frame.cells[i].style) }
}
