/// A line shape while it is being learnt, from a line's beginning to its end.
struct ShapeSketch {
  private(set) var checks: [LineShape.Check] = []
  private(set) var bares: [LineShape.Bare] = []
  private(set) var texts: [LineShape.Text] = []
  private var gaps: [(gap: LineShape.Gap, bare: Int?)] = []
  private let text: UnsafePointer<UInt8>
  private let line: IndexedLine
  /// How far the line was drawn.
  private var position: Int
  /// What holds the next piece: a mark at or before its start; nil behind a bare word.
  private var anchor: (mark: Int, position: Int)?
  /// The bare word whose end is not known yet.
  private var openBare: Int?

  /// Literal bytes between two values at most.
  private static let pieceLimit = 512

  init(_ text: UnsafePointer<UInt8>, _ line: IndexedLine) {
    self.text = text
    self.line = line
    position = line.start
    anchor = (0, line.start - 1)
  }

  /// The gaps with their ends, in order.
  var finishedGaps: [LineShape.Gap] {
    gaps.map { entry in
      var gap = entry.gap
      if let bare = entry.bare { gap.span = bares[bare].span }
      return gap
    }
  }

  /// Draws up to a value and over it; `field` is what it was chosen for, `isShared` says that it is more than that.
  /// False when the line has a piece that no mark holds in place.
  mutating func add(_ hole: FoundValues.Value, for field: Field?, isShared: Bool) -> Bool {
    let start = hole.slice.base - text
    guard addPiece(to: start) else { return false }
    let isGap = !isShared && (field.map(Self.isGap) ?? true)
    position = start + hole.slice.count
    guard hole.isString else { return addBare(at: start, field, isGap: isGap) }
    if let field { also(field, at: hole) }
    if isGap { addGap(.text(hole.mark), field, bare: nil) }
    anchor = (Int(hole.mark) + 1, position)
    return true
  }

  /// Notes that a string is another field too.
  mutating func also(_ field: Field, at hole: FoundValues.Value) {
    texts.append(LineShape.Text(mark: hole.mark, field: field))
  }

  /// Draws the rest of the line, its newline included.
  mutating func finish() -> Bool { addPiece(to: line.end + 1) }

  private mutating func addBare(at start: Int, _ field: Field?, isGap: Bool) -> Bool {
    guard let held = anchor else { return false }
    let span = LineShape.Span(
      startMark: Int32(held.mark), startDistance: Int32(start - held.position), endMark: 0,
      endDistance: 0)
    openBare = bares.count
    if isGap { addGap(span, field, bare: bares.count) }
    bares.append(LineShape.Bare(span: span, field: field))
    anchor = nil
    return true
  }

  private mutating func addGap(_ span: LineShape.Span, _ field: Field?, bare: Int?) {
    let role: LineShape.Gap.Role = field == .time ? .time : field == .path ? .path : .other
    gaps.append((LineShape.Gap(span: span, isBare: bare != nil, role: role), bare))
  }

  /// Checks for the literal bytes up to `end`, and the end of the bare word before them.
  private mutating func addPiece(to end: Int) -> Bool {
    guard end - position <= Self.pieceLimit, let held = anchor ?? firstMark(before: end) else {
      return false
    }
    anchor = held
    for at in stride(from: position, to: end, by: 16) {
      addCheck(at..<min(at + 16, end), held)
    }
    if let bare = openBare {
      bares[bare].span.endMark = Int32(held.mark)
      bares[bare].span.endDistance = Int32(position - held.position)
      openBare = nil
    }
    return true
  }

  private mutating func addCheck(_ bytes: Range<Int>, _ held: (mark: Int, position: Int)) {
    var literal = SIMD16<UInt8>.zero
    var mask = SIMD16<UInt8>.zero
    for (i, at) in bytes.enumerated() {
      literal[i] = text[at]
      mask[i] = 0xff
    }
    checks.append(
      LineShape.Check(
        literal: literal, mask: mask, mark: Int32(held.mark),
        distance: Int32(bytes.lowerBound - held.position)))
  }

  /// The first mark behind a bare word, if it stands before `end`.
  private func firstMark(before end: Int) -> (mark: Int, position: Int)? {
    var mark = 1
    while mark <= line.markCount, Int(line.marks[mark]) < position { mark += 1 }
    let at = Int(line.marks[mark])
    return at < end ? (mark, at) : nil
  }

  /// Whether a field's value (of a path: an id at its end) does not decide which row of the tally a request
  /// belongs to.
  private static func isGap(_ field: Field) -> Bool {
    switch field {
    case .time, .requestID, .duration, .path: true
    default: false
    }
  }
}
