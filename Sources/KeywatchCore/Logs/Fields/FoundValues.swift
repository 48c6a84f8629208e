/// The values of a line, each with the node of its name, and the choice among them: per field the best name whose value
/// fits.
struct FoundValues: ~Copyable {
  /// One value. For a string of JSON `mark` is the ordinal of its opening quote in the line.
  struct Value {
    var node: Int32
    var mark: Int32
    var isString: Bool
    var kind: Record.Kind
    var slice: Bytes
  }
  /// Whether the values can be told apart.
  enum Choice {
    /// Each field has the one value it can have; the next line like this one will have the same.
    case settled
    /// A field's name stood twice, or its best name had a value that does not fit.
    case onceOnly
    /// A key or status has two values that differ.
    case ambiguous
  }

  /// Values kept at most.
  static let limit = 1024
  private static let entryLimit = 2048

  var names: FieldNames
  let values: UnsafeMutablePointer<Value>
  private(set) var count = 0
  /// Per value the field it was chosen for, and the values that were chosen for a second one.
  let chosen: UnsafeMutablePointer<Field?>
  private(set) var shared: [(field: Field, value: Int)] = []
  private let entries: UnsafeMutablePointer<Entry>
  private var entryCount = 0
  /// Per field the first of its entries, -1 for none.
  private let heads: UnsafeMutablePointer<Int32>
  /// Bit per field that has entries.
  private var listed: UInt64 = 0

  private struct Entry {
    var rank: Int32
    var value: Int32
    var next: Int32
  }

  /// What may be a key's label without a name.
  let labels: LabelWords

  init(names: consuming FieldNames, labels: LabelWords) {
    self.names = names
    self.labels = labels
    values = .allocate(capacity: Self.limit)
    chosen = .allocate(capacity: Self.limit)
    entries = .allocate(capacity: Self.entryLimit)
    heads = .allocate(capacity: Field.count)
  }

  deinit {
    values.deallocate()
    chosen.deallocate()
    entries.deallocate()
    heads.deallocate()
  }

  /// Forgets the values of the line before.
  @inline(__always) mutating func clear() { count = 0 }

  /// Adds a value; false where there are too many.
  @inline(__always) mutating func add(_ value: Value) -> Bool {
    guard count < Self.limit else { return false }
    values[count] = value
    count &+= 1
    return true
  }

  /// Adds a pair of a text line, by its name as the line has it; what no field is called is left out.
  mutating func add(_ name: Bytes, _ slice: Bytes, _ kind: Record.Kind = .string) {
    let node = names.node(parent: FieldNames.root, key: name)
    guard !names.range(node).isEmpty else { return }
    _ = add(Value(node: node, mark: 0, isString: kind == .string, kind: kind, slice: slice))
  }

  /// Sets those fields of the record that it does not have yet.
  mutating func choose(into record: inout Record) -> Choice {
    let set = record.present
    guard var isSettled = collect() else { return .ambiguous }
    chosen.initialize(repeating: nil, count: count)
    shared.removeAll(keepingCapacity: true)
    var open = listed & ~set
    while open != 0 {
      let raw = open.trailingZeroBitCount
      open &= open &- 1
      guard let field = Field(rawValue: raw) else { continue }
      let head = heads[raw]
      guard let value = firstFitting(field, head) else {
        // The next line's value may fit.
        isSettled = false
        continue
      }
      let isNothing = isNothing(field, values[value])
      if value != Int(entries[Int(head)].value) || isNothing { isSettled = false }
      if entries[Int(head)].next >= 0 { record.alternatives |= 1 << UInt64(field.rawValue) }
      record.set(
        field, isNothing ? values[value].slice.first(0) : values[value].slice, values[value].kind)
      if chosen[value] == nil { chosen[value] = field } else { shared.append((field, value)) }
    }
    record.producer = producer
    return isSettled ? .settled : .onceOnly
  }

  /// The name of the value that was chosen for a field, as the line spells it; nil where none was chosen.
  func name(of field: Field) -> [UInt8]? {
    let value =
      (0..<count).first { chosen[$0] == field }
      ?? shared.first { $0.field == field && $0.value < count }?.value
    return value.map { names.spelling(values[$0].node) }
  }

  /// Told by the names that hold the request: two programs call something by another name.
  private var producer: UInt32 {
    var hash: UInt32 = 0x811c_9dc5
    for field in [Field.status, .path] {
      var node: Int32 = -1
      if let index = (0..<count).first(where: { chosen[$0] == field }) { node = values[index].node }
      hash = (hash ^ UInt32(bitPattern: node)) &* 0x100_0193
    }
    return hash | 0x8000_0000
  }

  /// Whether a server says so that there was no method it could read.
  private func isNothing(_ field: Field, _ value: Value) -> Bool {
    field == .method && value.kind == .string && (value.slice.isEmpty || value.slice.equals("-"))
  }

  /// The value of the best name that fits; a null, or nothing, where no other name does.
  private func firstFitting(_ field: Field, _ head: Int32) -> Int? {
    var entry = head
    var null: Int?
    while entry >= 0 {
      let index = Int(entries[Int(entry)].value)
      let value = values[index]
      if value.kind == .null || isNothing(field, value) {
        null = null ?? index
      } else if field.fits(value.slice, value.kind) {
        return index
      }
      entry = entries[Int(entry)].next
    }
    return null
  }

  /// Lists the values of each field by rank. false when a name stood twice; nil when such a pair of a key or
  /// status differs.
  private mutating func collect() -> Bool? {
    entryCount = 0
    listed = 0
    heads.initialize(repeating: -1, count: Field.count)
    var isUnique = true
    for i in 0..<count {
      let value = values[i]
      for index in names.range(value.node) where entryCount < Self.entryLimit {
        let candidate = names.candidates[index]
        let rank = Int32(truncatingIfNeeded: candidate.rank)
        var before: Int32 = -1
        var entry = heads[candidate.field.rawValue]
        while entry >= 0, entries[Int(entry)].rank <= rank {
          let other = values[Int(entries[Int(entry)].value)]
          if other.node == value.node {
            isUnique = false
            if candidate.field.mustAgree, !names.isCommon(value.node), !Self.same(other, value) {
              return nil
            }
          }
          before = entry
          entry = entries[Int(entry)].next
        }
        listed |= 1 << UInt64(candidate.field.rawValue)
        entries[entryCount] = Entry(rank: rank, value: Int32(truncatingIfNeeded: i), next: entry)
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

  private static func same(_ a: Value, _ b: Value) -> Bool {
    a.kind == b.kind && a.slice.bytes.elementsEqual(b.slice.bytes)
  }
}
