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

  var names: FieldNames
  private var walk = JSONWalk()
  private(set) var shapes = ShapeTable()
  /// A slot whose shape was given up for another one since last asked; what was remembered of it is void.
  private var replaced: Int?
  private var credit = creditLimit
  private let entries: UnsafeMutablePointer<Entry>
  private var entryCount = 0
  private static let entryLimit = 2048
  /// Per field the first of its entries, -1 for none; and per hole the field it was chosen for.
  private let heads: UnsafeMutablePointer<Int32>
  private let chosen: UnsafeMutablePointer<Field?>

  private struct Entry {
    var rank: Int32
    var hole: Int32
    var next: Int32
  }

  init(header: String, custom: [String: String]) {
    names = FieldNames(header: header, custom: custom)
    entries = .allocate(capacity: Self.entryLimit)
    heads = .allocate(capacity: Field.count)
    chosen = .allocate(capacity: JSONWalk.holeLimit)
  }

  deinit {
    entries.deallocate()
    heads.deallocate()
    chosen.deallocate()
  }

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
    switch walk.walk(text, line: line, from: begin, names: &names) {
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

  /// Chooses for each field the best name whose value fits, and learns the shape of a plain line.
  private mutating func choose(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, wholeLine: Bool, _ rest: Place,
    _ record: inout Record
  ) -> Result {
    record.clear()
    if line.hasBackslash { unescapeCandidates(&record) }
    guard var isUnique = collect() else { return .ambiguous(rest: rest) }
    chosen.initialize(repeating: nil, count: walk.holeCount)
    var shared: [(field: Field, hole: Int)] = []
    for field in Field.allCases {
      let head = heads[field.rawValue]
      guard head >= 0 else { continue }
      guard let hole = firstFitting(field, head) else {
        // The next line's value may fit.
        isUnique = false
        continue
      }
      let best = Int(entries[Int(head)].hole)
      if hole != best { isUnique = false }
      if entries[Int(head)].next >= 0 { record.alternatives |= 1 << UInt64(field.rawValue) }
      record.set(field, walk.holes[hole].slice, walk.holes[hole].kind)
      if chosen[hole] == nil { chosen[hole] = field } else { shared.append((field, hole)) }
    }
    if wholeLine, isUnique, walk.isPlain, credit > 0, !line.hasBackslash {
      learn(text, line, shared, record.alternatives)
    }
    return .object(rest: rest)
  }

  /// A value is judged by what it says, not by how it is escaped.
  private func unescapeCandidates(_ record: inout Record) {
    for i in 0..<walk.holeCount
    where walk.holes[i].isString && !names.range(walk.holes[i].node).isEmpty {
      walk.holes[i].slice = record.resolved(walk.holes[i].slice)
    }
  }

  /// The hole of the best name that fits; a null where no other name does.
  private func firstFitting(_ field: Field, _ head: Int32) -> Int? {
    var entry = head
    var null: Int?
    while entry >= 0 {
      let hole = Int(entries[Int(entry)].hole)
      let value = walk.holes[hole]
      if value.kind == .null {
        null = null ?? hole
      } else if field.fits(value.slice, value.kind) {
        return hole
      }
      entry = entries[Int(entry)].next
    }
    return null
  }

  /// Lists the holes of each field by rank. false when a name stood twice; nil when such a pair of a key or
  /// status differs.
  private mutating func collect() -> Bool? {
    entryCount = 0
    heads.initialize(repeating: -1, count: Field.count)
    var isUnique = true
    for i in 0..<walk.holeCount {
      let hole = walk.holes[i]
      for index in names.range(hole.node) where entryCount < Self.entryLimit {
        let candidate = names.candidates[index]
        let rank = Int32(truncatingIfNeeded: candidate.rank)
        var before: Int32 = -1
        var entry = heads[candidate.field.rawValue]
        while entry >= 0, entries[Int(entry)].rank <= rank {
          let other = walk.holes[Int(entries[Int(entry)].hole)]
          if other.node == hole.node {
            isUnique = false
            if candidate.field.mustAgree, !names.isCommon(hole.node), !same(other, hole) {
              return nil
            }
          }
          before = entry
          entry = entries[Int(entry)].next
        }
        entries[entryCount] = Entry(rank: rank, hole: Int32(truncatingIfNeeded: i), next: entry)
        if before >= 0 {
          entries[Int(before)].next = Int32(truncatingIfNeeded: entryCount)
        } else {
          heads[candidate.field.rawValue] = Int32(truncatingIfNeeded: entryCount)
        }
        entryCount += 1
      }
    }
    return isUnique
  }

  private func same(_ a: JSONWalk.Hole, _ b: JSONWalk.Hole) -> Bool {
    a.kind == b.kind && a.slice.bytes.elementsEqual(b.slice.bytes)
  }

  private mutating func learn(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine,
    _ shared: [(field: Field, hole: Int)], _ alternatives: UInt64
  ) {
    guard line.markCount < ShapeTable.bucketCount else { return }
    credit -= 1
    let sharedHoles = Set(shared.map(\.hole))
    var sketch = ShapeSketch(text, line)
    for i in 0..<walk.holeCount {
      guard sketch.add(walk.holes[i], for: chosen[i], isShared: sharedHoles.contains(i)) else {
        return
      }
    }
    for (field, hole) in shared {
      guard walk.holes[hole].isString else { return }
      sketch.also(field, at: walk.holes[hole])
    }
    guard sketch.finish() else { return }
    let shape = LineShape(sketch, markCount: line.markCount, alternatives: alternatives)
    replaced = shapes.insert(shape)
  }

  /// The slot that got a new shape since last asked.
  mutating func takeReplaced() -> Int? {
    defer { replaced = nil }
    return replaced
  }
}
