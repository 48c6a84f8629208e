/// A learnt line shape: everything of a JSON line but its values, so that the next line of the same program
/// is read by comparing a few literals instead of walking it.
///
/// All bytes outside the values are compared, so a line that fits is as well-formed as the one learnt from.
/// The literal texts stand between *marks* (quotes and newline, `LineIndex`); each check compares up to 16
/// bytes at a fixed distance from a mark.
struct LineShape: ~Copyable {
  /// Up to 16 bytes that stand at a distance from a mark.
  struct Check {
    var literal: SIMD16<UInt8>
    var mask: SIMD16<UInt8>
    var mark: Int32
    var distance: Int32
  }
  /// Where a value stands: from a distance behind one mark to one behind another.
  struct Span {
    var startMark: Int32
    var startDistance: Int32
    var endMark: Int32
    var endDistance: Int32

    /// The string whose opening quote has this ordinal.
    static func text(_ mark: Int32) -> Span {
      Span(startMark: mark, startDistance: 1, endMark: mark + 1, endDistance: 0)
    }
  }
  /// A number, `true`, `false` or `null`.
  struct Bare {
    var span: Span
    var field: Field?
  }
  /// A string value that is a field: the ordinal of its opening quote.
  struct Text {
    var mark: Int32
    var field: Field
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
  private let producer: UInt32

  deinit {
    checks.deallocate()
    bares.deallocate()
    texts.deallocate()
    gaps.deallocate()
    telling.deallocate()
  }

  init(_ sketch: ShapeSketch, markCount: Int, like record: borrowing Record) {
    self.markCount = markCount
    alternatives = record.alternatives
    producer = record.producer
    (checks, checkCount) = Self.stored(sketch.checks)
    (bares, bareCount) = Self.stored(sketch.bares)
    (texts, textCount) = Self.stored(sketch.texts)
    (gaps, gapCount) = Self.stored(sketch.finishedGaps)
    let told = sketch.texts.filter { Self.tells($0.field) }
    let bare = sketch.bares.filter { $0.field.map(Self.tells) ?? false }
    (telling, tellingCount) = Self.stored(told.map { Span.text($0.mark) } + bare.map(\.span))
    pathTelling = told.firstIndex { $0.field == .path }.map { $0 + 1 } ?? 0
  }

  /// A copy in memory of our own, which costs no check of ownership when it is read.
  private static func stored<Element: BitwiseCopyable>(
    _ elements: [Element]
  ) -> (UnsafeMutablePointer<Element>, Int) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    memory.initialize(from: elements, count: elements.count)
    return (memory, elements.count)
  }

  /// Whether a field's value often differs from line to line.
  static func tells(_ field: Field) -> Bool {
    switch field {
    case .status, .method, .path, .source, .forwardedFor, .userAgent, .caller, .key,
      .keyFingerprint, .keyHeader, .instance:
      true
    default: false
    }
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
    record.producer = producer
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
