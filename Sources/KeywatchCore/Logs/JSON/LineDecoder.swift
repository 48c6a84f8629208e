/// Reads one indexed line into a record: by a learnt shape where one fits, else by the exact walk, which learns.
struct LineDecoder: ~Copyable {
  enum Result {
    /// The record holds an object; `rest` is where a further record of the line may begin.
    case object(rest: Place)
    /// A complete object that says two things of its key or status.
    case ambiguous(rest: Place)
    case undecoded(Undecoded)
  }

  /// A place in a line: a byte, and the first mark that is not before it.
  struct Place {
    var offset: Int
    var mark: Int
  }

  /// Shapes learnt without one fitting before learning pauses: logs of ever new shapes are only walked.
  private static let creditLimit = 64

  private var found: FoundValues
  private var walk = JSONWalk()
  private(set) var shapes = ShapeTable()
  /// The learnt layouts of logfmt lines.
  private(set) var layouts = PairLayouts()
  /// A slot whose shape was given up for another one since last asked; what was remembered of it is void.
  private var replaced: Int?
  private var credit = creditLimit
  /// Where the last object that was refused ceased to be one.
  var brokenAt: Int { walk.brokenAt }

  init(_ configuration: Configuration) {
    let names = FieldNames(header: configuration.header, custom: configuration.fields)
    found = FoundValues(names: names, labels: LabelWords(configuration))
  }

  /// Remembers from now on which names a line's fields had, and no shapes: those know no names.
  mutating func keepNames() {
    credit = 0
    found.names.keepSpellings()
  }

  /// Forgets how the names of the last line were spelt.
  mutating func forgetNames() { found.names.forgetSpellings() }

  /// The name of the value that was chosen for a field, as the last line spells it; nil where it is known by its place.
  func name(of field: Field) -> [UInt8]? { found.name(of: field) }

  /// Reads a line by the shape at `rank`; false, and nothing promised of the record, where it does not fit.
  @inline(__always)
  mutating func read(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, byShapeAt rank: Int,
    into record: inout Record
  ) -> Bool {
    let number = shapes.number(line.markCount, rank)
    guard shapes.shapes[number].read(text, line, into: &record) else { return false }
    if line.hasBackslash { record.unescape() }
    guard fits(record) else { return false }
    if rank > 0 { shapes.promote(line.markCount, rank) }
    if credit < Self.creditLimit { credit += 1 }
    return true
  }

  /// Whether the exact walk would choose these values too: each is of its field's type, or is a null that no other
  /// name could replace.
  private func fits(_ record: borrowing Record) -> Bool {
    var bits = record.present
    while bits != 0 {
      let raw = bits.trailingZeroBitCount
      bits &= bits - 1
      guard let field = Field(rawValue: raw), let value = record.value(field) else { return false }
      let kind = record.kind(field)
      let isRight = kind == .null ? !record.hasAlternative(field) : field.fits(value, kind)
      guard isRight else { return false }
    }
    return true
  }

  enum TextResult {
    case read(TextShape)
    /// A line of some shape that says two things of its key or status.
    case ambiguous
    case unknown
  }

  /// Reads a line that is no object: the first shape that fits.
  mutating func readText(_ line: TextLine, into record: inout Record) -> TextResult {
    for shape in TextShape.allCases {
      record.clear()
      found.clear()
      guard shape.read(line, into: &record, &found) else { continue }
      if found.count > 0, found.choose(into: &record) == .ambiguous { return .ambiguous }
      record.producer = UInt32(shape.rawValue) + 1
      record.grade = shape.grade
      return .read(shape)
    }
    record.clear()
    return .unknown
  }

  /// Learns how a logfmt line is laid out that was just read; returns what is remembered of the layout in whose place
  /// that is, nil where there is none or nothing was learnt.
  mutating func learnLayout(_ line: TextLine, _ record: borrowing Record) -> Int? {
    guard credit > 0, let layout = PairLayout(line, record, &found.names) else { return nil }
    credit -= 1
    return layouts.insert(layout)
  }

  /// Notes that the layout at `rank` fitted.
  @inline(__always)
  mutating func useLayout(at rank: Int) {
    if rank > 0 { layouts.promote(rank) }
    if credit < Self.creditLimit { credit += 1 }
  }

  /// Reads the object at a place by the exact walk.
  mutating func readExactly(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from place: Place? = nil,
    into record: inout Record
  ) -> Result {
    let place = place ?? Place(offset: line.start, mark: 1)
    var start = place.offset
    while start < line.end, Self.isBlank(text[start]) { start += 1 }
    guard start < line.end, text[start] == 0x7b else {
      return .undecoded(start < line.end && text[start] == 0 ? .nulHole : .notARequest)
    }
    var mark = place.mark
    while mark <= line.markCount, Int(line.marks[mark]) < start { mark += 1 }
    let begin = Place(offset: start, mark: mark)
    switch walk.walk(text, line: line, from: begin, into: &found) {
    case .broken: return .undecoded(.malformed)
    case .complete(let rest):
      let isWholeLine =
        start == line.start && (rest.offset..<line.end).allSatisfy { Self.isBlank(text[$0]) }
      return choose(text, line, wholeLine: isWholeLine, rest, &record)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0d || byte == 0x09
  }

  /// Chooses the fields' values, and learns the shape of a plain line.
  private mutating func choose(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, wholeLine: Bool, _ rest: Place,
    _ record: inout Record
  ) -> Result {
    record.clear()
    if line.hasBackslash { unescapeCandidates(&record) }
    let choice = found.choose(into: &record)
    if choice == .ambiguous { return .ambiguous(rest: rest) }
    if wholeLine, choice == .settled, walk.isPlain, credit > 0, !line.hasBackslash {
      learn(text, line, record)
    }
    return .object(rest: rest)
  }

  /// A value is judged by what it says, not by how it is escaped.
  private func unescapeCandidates(_ record: inout Record) {
    for i in 0..<found.count
    where found.values[i].isString && !found.names.range(found.values[i].node).isEmpty {
      found.values[i].slice = record.resolved(found.values[i].slice)
    }
  }

  private mutating func learn(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ record: borrowing Record
  ) {
    guard line.markCount < ShapeTable.bucketCount else { return }
    credit -= 1
    let shared = Set(found.shared.map(\.value))
    var sketch = ShapeSketch(text, line)
    for i in 0..<found.count {
      guard sketch.add(found.values[i], for: found.chosen[i], isShared: shared.contains(i)) else {
        return
      }
    }
    for (field, value) in found.shared {
      guard found.values[value].isString else { return }
      sketch.also(field, at: found.values[value])
    }
    guard sketch.finish() else { return }
    let shape = LineShape(sketch, markCount: line.markCount, like: record)
    replaced = shapes.insert(shape)
  }

  /// The slot that got a new shape since last asked.
  mutating func takeReplaced() -> Int? {
    defer { replaced = nil }
    return replaced
  }
}
