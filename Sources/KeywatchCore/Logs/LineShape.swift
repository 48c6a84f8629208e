/// A learnt line shape: everything of a JSON line but its values, so that the next line of the same program
/// is read by comparing a few literals instead of walking it.
///
/// All bytes outside the values are compared, so a line that fits is as well-formed as the one learnt from.
/// The literal texts stand between *marks* (quotes and newline, `LineIndex`); each check compares up to 16
/// bytes at a fixed distance from a mark.
struct LineShape: ~Copyable {
  private struct Check {
    var literal: SIMD16<UInt8>
    var mask: SIMD16<UInt8>
    var mark: Int32
    var distance: Int32
  }
  /// A number, `true`, `false` or `null`: from a distance behind one mark to one before another.
  private struct Bare {
    var span: Span
    var field: Field?
  }
  /// A string value that is a field: the ordinal of its opening quote.
  private struct Text {
    var mark: Int32
    var field: Field

    var span: Span {
      Span(startMark: mark, startDistance: 1, endMark: mark + 1, endDistance: 0)
    }
  }
  /// Where a value stands: from a distance behind one mark to one behind another.
  struct Span {
    var startMark: Int32
    var startDistance: Int32
    var endMark: Int32
    var endDistance: Int32
  }
  /// A value that does not decide what is counted: the time, an id, a duration, a field nobody asked for.
  struct Gap {
    var span: Span
    var isBare: Bool
    var role: Role

    enum Role: UInt8 { case other, time, path }
  }

  let markCount: Int
  private let checks: UnsafeMutablePointer<Check>
  private let checkCount: Int
  private let bares: UnsafeMutablePointer<Bare>
  private let bareCount: Int
  private let texts: UnsafeMutablePointer<Text>
  private let textCount: Int
  /// The gaps in order; a line of this shape is told by its bytes outside them (`LineMemo`).
  let gaps: UnsafeMutablePointer<Gap>
  let gapCount: Int
  /// Values that tell lines of this shape apart quickly: what a hash of a line is made of.
  let telling: UnsafeMutablePointer<Span>
  let tellingCount: Int
  /// Which of them, counted from 1, is the path; 0 where none is.
  let pathTelling: Int
  private let alternatives: UInt64
  private static let pieceLimit = 512

  deinit {
    checks.deallocate()
    bares.deallocate()
    texts.deallocate()
    gaps.deallocate()
    telling.deallocate()
  }

  /// Learns the shape of a line from its holes; `fields[i]` says what hole i was chosen for, `shared` what
  /// else a hole stands for. nil when the line has a piece that no mark holds in place.
  init?(
    _ text: UnsafePointer<UInt8>, line: IndexedLine,
    holes: UnsafeBufferPointer<JSONWalk.Hole>, fields: [Field?],
    shared: [(field: Field, hole: Int)], alternatives: UInt64
  ) {
    var checks: [Check] = []
    var bares: [Bare] = []
    var texts: [Text] = []
    var gaps: [(gap: Gap, bare: Int?)] = []
    let sharedHoles = Set(shared.map(\.hole))
    var position = line.start
    // What holds the next piece: a mark at or before its start, if there is one.
    var anchor: (mark: Int, position: Int)? = (0, line.start - 1)

    func addPiece(to end: Int, firstMark: Int) -> (mark: Int32, distance: Int32)? {
      guard end - position <= Self.pieceLimit else { return nil }
      if anchor == nil {
        guard firstMark <= line.markCount + 1, Int(line.marks[firstMark]) < end else { return nil }
        anchor = (firstMark, Int(line.marks[firstMark]))
      }
      guard let held = anchor else { return nil }
      var at = position
      while at < end {
        let count = min(16, end - at)
        var literal = SIMD16<UInt8>.zero
        var mask = SIMD16<UInt8>.zero
        for i in 0..<count {
          literal[i] = text[at + i]
          mask[i] = 0xff
        }
        checks.append(
          Check(
            literal: literal, mask: mask, mark: Int32(held.mark),
            distance: Int32(at - held.position)))
        at += count
      }
      return (Int32(held.mark), Int32(position - held.position))
    }

    var openBare: Int?
    func closeBare(_ start: (mark: Int32, distance: Int32)) {
      guard let bare = openBare else { return }
      bares[bare].span.endMark = start.mark
      bares[bare].span.endDistance = start.distance
      openBare = nil
    }

    for (i, hole) in holes.enumerated() {
      let field = fields[i]
      let isGap = !sharedHoles.contains(i) && (field.map(Self.isGap) ?? true)
      let role: Gap.Role = field == .time ? .time : field == .path ? .path : .other
      let start = hole.slice.base - text
      // For a value in a bare word, `hole.mark` is the first mark behind it.
      let firstMark = anchor == nil ? Self.firstMark(line, from: position) : 0
      guard let piece = addPiece(to: start, firstMark: firstMark) else { return nil }
      closeBare(piece)
      if hole.isString {
        if let field { texts.append(Text(mark: hole.mark, field: field)) }
        if isGap {
          let span = Span(
            startMark: hole.mark, startDistance: 1, endMark: hole.mark + 1, endDistance: 0)
          gaps.append((Gap(span: span, isBare: false, role: role), nil))
        }
        position = start + hole.slice.count
        anchor = (Int(hole.mark) + 1, position)
      } else {
        guard let held = anchor else { return nil }
        bares.append(
          Bare(
            span: Span(
              startMark: Int32(held.mark), startDistance: Int32(start - held.position),
              endMark: 0, endDistance: 0), field: field))
        openBare = bares.count - 1
        if isGap {
          gaps.append((Gap(span: bares[bares.count - 1].span, isBare: true, role: role), openBare))
        }
        position = start + hole.slice.count
        anchor = nil
      }
    }
    for (field, hole) in shared {
      guard holes[hole].isString else { return nil }
      texts.append(Text(mark: holes[hole].mark, field: field))
    }
    let firstMark = anchor == nil ? Self.firstMark(line, from: position) : 0
    guard let piece = addPiece(to: line.end + 1, firstMark: firstMark) else { return nil }
    closeBare(piece)

    markCount = line.markCount
    checkCount = checks.count
    bareCount = bares.count
    textCount = texts.count
    gapCount = gaps.count
    self.gaps = .allocate(capacity: max(gapCount, 1))
    for (i, entry) in gaps.enumerated() {
      var gap = entry.gap
      if let bare = entry.bare { gap.span = bares[bare].span }
      (self.gaps + i).initialize(to: gap)
    }
    let told = texts.filter { Self.tells($0.field) }
    let spans =
      told.map(\.span) + bares.filter { $0.field.map(Self.tells) ?? false }.map(\.span)
    tellingCount = spans.count
    pathTelling = told.firstIndex { $0.field == .path }.map { $0 + 1 } ?? 0
    telling = .allocate(capacity: max(tellingCount, 1))
    telling.initialize(from: spans, count: tellingCount)
    self.alternatives = alternatives
    self.checks = .allocate(capacity: max(checkCount, 1))
    self.checks.initialize(from: checks, count: checkCount)
    self.bares = .allocate(capacity: max(bareCount, 1))
    self.bares.initialize(from: bares, count: bareCount)
    self.texts = .allocate(capacity: max(textCount, 1))
    self.texts.initialize(from: texts, count: textCount)
  }

  /// Whether a field's value (of a path: an id at its end) does not decide which row of the tally a request belongs to.
  private static func isGap(_ field: Field) -> Bool {
    switch field {
    case .time, .requestID, .duration, .path: true
    default: false
    }
  }

  /// Whether a field's value often differs from line to line.
  private static func tells(_ field: Field) -> Bool {
    switch field {
    case .status, .method, .path, .source, .forwardedFor, .userAgent, .caller, .key,
      .keyFingerprint, .keyHeader, .instance:
      true
    default: false
    }
  }

  private static func firstMark(_ line: IndexedLine, from position: Int) -> Int {
    var mark = 1
    while mark <= line.markCount, Int(line.marks[mark]) < position { mark += 1 }
    return mark
  }

  /// Reads a line with this many marks into `record`; false, and nothing promised of the record, if it does not fit.
  @inline(__always)
  func read(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, into record: inout Record
  ) -> Bool {
    let marks = line.marks
    var difference = SIMD16<UInt8>.zero
    // Most lines that do not fit show it in the first pieces.
    let early = min(checkCount, 3)
    var i = 0
    while i < checkCount {
      let check = checks[i]
      let offset = line.position(check.mark) &+ Int(check.distance)
      let bytes = UnsafeRawPointer(text + offset).loadUnaligned(as: SIMD16<UInt8>.self)
      difference |= (bytes ^ check.literal) & check.mask
      i &+= 1
      if i == early, !difference.isZero { return false }
    }
    guard difference.isZero else { return false }
    record.clear()
    record.alternatives = alternatives
    i = 0
    while i < bareCount {
      guard let slice = line.slice(text, bares[i].span), let kind = JSONText.scalar(slice) else {
        return false
      }
      if let field = bares[i].field { record.set(field, slice, kind) }
      i &+= 1
    }
    i = 0
    while i < textCount {
      let entry = texts[i]
      i &+= 1
      let start = Int(marks[Int(entry.mark)]) &+ 1
      let slice = Bytes(base: text + start, count: Int(marks[Int(entry.mark) &+ 1]) &- start)
      record.set(entry.field, slice, .string)
    }
    return true
  }
}

extension IndexedLine {
  /// Where a mark stands; the sentinel of the first line stands one before it.
  @inline(__always) func position(_ mark: Int32) -> Int {
    Int(Int32(bitPattern: marks[Int(mark)]))
  }

  /// The bytes of a span, at least one; nil where its ends do not lie so in this line.
  @inline(__always) func slice(_ text: UnsafePointer<UInt8>, _ span: LineShape.Span) -> Bytes? {
    let from = position(span.startMark) &+ Int(span.startDistance)
    let to = position(span.endMark) &+ Int(span.endDistance)
    guard from >= start, to > from, to <= end else { return nil }
    return Bytes(base: text + from, count: to &- from)
  }
}
