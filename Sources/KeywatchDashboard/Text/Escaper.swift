/// Turns any text into cells that cannot drive a terminal: the one way from a string to the screen.
///
/// What a terminal might act on, hide or measure differently is written out in the role `.escape`:
/// `^[` for controls, `\xff` for bytes that are no UTF-8, `<U+202E>` for the rest. A wide character
/// is two cells.
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
    let glyphs: Glyphs
    let limit: Int
    var result = Result()
    private var style = Style(.text)
    /// Index of the cell a combining mark would join; nil after an escape and at a piece's start.
    private var base: Int?
    /// Marks may come without end; beyond this the text counts as cut.
    private var scalarsLeft: Int

    init(glyphs: Glyphs, limit: Int) {
      self.glyphs = glyphs
      self.limit = limit
      scalarsLeft = max(limit, 0) * 8 + 64
    }

    mutating func begin(_ style: Style) {
      self.style = style
      base = nil
    }

    mutating func append(_ scalars: some Sequence<Unicode.Scalar>) {
      for scalar in scalars {
        append(scalar)
        if result.isCut { return }
      }
    }

    mutating func append(_ bytes: [UInt8]) {
      var parser = Unicode.UTF8.ForwardParser()
      var iterator = bytes.makeIterator()
      var position = 0
      while !result.isCut {
        switch parser.parseScalar(from: &iterator) {
        case .valid(let encoded):
          position += encoded.count
          append(Unicode.UTF8.decode(encoded))
        case .error(let length):
          for byte in bytes[position..<min(position + length, bytes.count)] {
            escape("\\x" + hex(UInt32(byte), digits: 2, upper: false))
          }
          position += length
        case .emptyInput: return
        }
      }
    }

    mutating func append(_ cells: [Cell]) {
      var kept = cells.prefix(max(limit - result.cells.count, 0))
      result.isCut = kept.count < cells.count
      // The left half of a wide character does not stand alone.
      if result.isCut, cells[kept.count].base == 0 { _ = kept.popLast() }
      result.cells += kept
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
      scalarsLeft -= 1
      guard scalarsLeft > 0 else { return result.isCut = true }
      if (0xfe0e...0xfe0f).contains(scalar.value), base != nil { return }
      let foreign = glyphs == .ascii && scalar.value > 0x7e
      switch foreign ? .escaped : ScalarWidth(scalar) {
      case .narrow: put(scalar, isWide: false)
      case .wide: put(scalar, isWide: true)
      case .mark where base != nil: join(scalar)
      case .mark, .escaped: escape(written(scalar))
      }
    }

    private mutating func put(_ scalar: Unicode.Scalar, isWide: Bool) {
      guard result.cells.count + (isWide ? 2 : 1) <= limit else { return result.isCut = true }
      base = result.cells.count
      result.cells.append(Cell(base: scalar.value, style: style))
      if isWide { result.cells.append(Cell(base: 0, style: style)) }
    }

    private mutating func join(_ mark: Unicode.Scalar) {
      guard let base else { return }
      if result.cells[base].mark1 == 0 {
        result.cells[base].mark1 = mark.value
      } else if result.cells[base].mark2 == 0 {
        result.cells[base].mark2 = mark.value
      }
    }

    private mutating func escape(_ text: String) {
      base = nil
      for scalar in text.unicodeScalars {
        guard result.cells.count < limit else { return result.isCut = true }
        result.cells.append(Cell(base: scalar.value, style: Style(.escape)))
      }
    }

    private func written(_ scalar: Unicode.Scalar) -> String {
      switch scalar.value {
      case 0..<0x20: "^" + String(Unicode.Scalar(UInt8(scalar.value) + 0x40))
      case 0x7f: "^?"
      default: "<U+" + hex(scalar.value, digits: 2, upper: true) + ">"
      }
    }

    private func hex(_ value: UInt32, digits: Int, upper: Bool) -> String {
      let text = String(value, radix: 16, uppercase: upper)
      return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }
  }
}
