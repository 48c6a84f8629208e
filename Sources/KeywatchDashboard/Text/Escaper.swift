import KeywatchCore

/// Turns any text into cells that cannot drive a terminal: the one way from a string to the screen.
///
/// What `Escapes` writes out is in the role `.escape`. A wide character is two cells.
struct Escaper: Sendable {
  let glyphs: Glyphs

  /// Cells of a text, and whether there was more than `limit` columns of it.
  struct Result: Equatable {
    var cells: [Cell] = []
    var isCut = false
  }

  /// The cells of a line's pieces one after the other.
  func cells(_ runs: [Run], limit: Int) -> Result {
    var state = State(glyphs: glyphs, limit: limit)
    for run in runs where !state.result.isCut {
      state.begin(run.style)
      switch run.content {
      case .text(let text): state.append(text.unicodeScalars)
      case .bytes(let bytes): state.append(bytes)
      case .cells(let cells): state.append(cells)
      }
    }
    return state.result
  }

  /// The columns a line takes, at most `limit`.
  func width(_ runs: [Run], limit: Int) -> Int { min(cells(runs, limit: limit).cells.count, limit) }

  /// The cells of a line in at most `room` columns; what is longer ends in an ellipsis.
  func fitting(_ runs: [Run], in room: Int) -> [Cell] {
    let whole = cells(runs, limit: room)
    guard whole.isCut, room > 0 else { return whole.cells }
    var kept = Array(whole.cells.prefix(room - 1))
    // A wide character whose right half was cut off goes as a whole.
    if whole.cells.count == room, whole.cells[room - 1].base == 0, !kept.isEmpty {
      kept.removeLast()
    }
    let style = kept.last?.style ?? Style(.text)
    let sign = Run(glyphs.ellipsis, style.role == .escape ? Style(.dim) : style)
    return kept + cells([sign], limit: 1).cells
  }

  private struct State {
    private let limit: Int
    var result = Result()
    private var escapes: Escapes
    private var style = Style(.text)
    /// Marks may come without end; beyond this the text counts as cut.
    private var scalarsLeft: Int
    /// Index of the last character's cell, which marks join.
    private var base = 0

    init(glyphs: Glyphs, limit: Int) {
      self.limit = limit
      escapes = Escapes(isASCII: glyphs == .ascii)
      scalarsLeft = max(limit, 0) * 8 + 64
    }

    mutating func begin(_ style: Style) {
      self.style = style
      escapes.begin()
    }

    mutating func append(_ scalars: some Sequence<Unicode.Scalar>) {
      for scalar in scalars {
        append(escapes.piece(scalar))
        if result.isCut { return }
      }
    }

    mutating func append(_ bytes: [UInt8]) {
      var escapes = self.escapes
      escapes.read(bytes) { piece in
        append(piece)
        return !result.isCut
      }
    }

    mutating func append(_ cells: [Cell]) {
      var kept = cells.prefix(max(limit - result.cells.count, 0))
      result.isCut = kept.count < cells.count
      // The left half of a wide character does not stand alone.
      if result.isCut, cells[kept.count].base == 0 { _ = kept.popLast() }
      result.cells += kept
    }

    private mutating func append(_ piece: Escapes.Piece?) {
      scalarsLeft -= 1
      guard scalarsLeft > 0 else { return result.isCut = true }
      switch piece {
      case .narrow(let scalar): put(scalar, isWide: false)
      case .wide(let scalar): put(scalar, isWide: true)
      case .mark(let scalar): join(scalar)
      case .written(let text): put(escape: text)
      case nil: break
      }
    }

    private mutating func put(_ scalar: Unicode.Scalar, isWide: Bool) {
      guard result.cells.count + (isWide ? 2 : 1) <= limit else { return result.isCut = true }
      base = result.cells.count
      result.cells.append(Cell(base: scalar.value, style: style))
      if isWide { result.cells.append(Cell(base: 0, style: style)) }
    }

    private mutating func join(_ mark: Unicode.Scalar) {
      if result.cells[base].mark1 == 0 {
        result.cells[base].mark1 = mark.value
      } else {
        result.cells[base].mark2 = mark.value
      }
    }

    private mutating func put(escape text: String) {
      for scalar in text.unicodeScalars {
        guard result.cells.count < limit else { return result.isCut = true }
        result.cells.append(Cell(base: scalar.value, style: Style(.escape)))
      }
    }
  }
}
