/// The fields of one decoded line as slices of its buffer, before anything is made of them.
struct Record: ~Copyable {
  enum Kind: UInt8 { case string, number, yes, no, null }

  private let values: UnsafeMutablePointer<Bytes>
  private let kinds: UnsafeMutablePointer<Kind>
  /// Bit per field that has a value.
  private(set) var present: UInt64 = 0
  /// Bit per field for which the line has another name, should the value not fit.
  var alternatives: UInt64 = 0
  /// Who writes such lines, as far as their form tells; 0 for nobody.
  var producer: UInt32 = 0
  /// How far what the line says may be trusted.
  var grade = Grade.strong
  /// Where the line's keys were that have been masked; none in nearly all lines.
  var masks: [KeyMask] = []
  private let scratch: UnsafeMutablePointer<UInt8>
  private var scratchUsed = 0
  /// A resolved value is never longer than it stood in the line; touched only as far as it is used.
  private static let scratchSize = 2 * LineBuffer.lineLimit

  init() {
    values = .allocate(capacity: Field.count)
    values.initialize(
      repeating: Bytes(base: UnsafePointer(bitPattern: 16).unsafelyUnwrapped, count: 0),
      count: Field.count)
    kinds = .allocate(capacity: Field.count)
    kinds.initialize(repeating: .null, count: Field.count)
    scratch = .allocate(capacity: Self.scratchSize + 16)
  }

  deinit {
    values.deallocate()
    kinds.deallocate()
    scratch.deallocate()
  }

  mutating func clear() {
    present = 0
    alternatives = 0
    grade = .strong
    scratchUsed = 0
  }

  @inline(__always) mutating func set(_ field: Field, _ slice: Bytes, _ kind: Kind = .string) {
    values[field.rawValue] = kind == .null ? slice.first(0) : slice
    kinds[field.rawValue] = kind
    present |= 1 << UInt64(field.rawValue)
  }

  @inline(__always) func has(_ field: Field) -> Bool { present >> UInt64(field.rawValue) & 1 == 1 }
  @inline(__always) func hasAlternative(_ field: Field) -> Bool {
    alternatives >> UInt64(field.rawValue) & 1 == 1
  }

  /// The value of a field that is there; an empty slice for null.
  @inline(__always) func value(_ field: Field) -> Bytes? {
    has(field) ? values[field.rawValue] : nil
  }

  /// Which key's mask a value is; a text that merely reads like one is none.
  @inline(__always) func mask(_ value: Bytes) -> KeyReader.Finding? {
    masks.isEmpty ? nil : masks.first { $0.place.isSame(as: value) }?.finding
  }

  @inline(__always) func kind(_ field: Field) -> Kind { kinds[field.rawValue] }

  /// Resolves JSON escapes in all string values.
  mutating func unescape() {
    for raw in 0..<Field.count where present >> UInt64(raw) & 1 == 1 && kinds[raw] == .string {
      values[raw] = resolved(values[raw])
    }
  }

  /// A string of the line with its JSON escapes resolved; valid until the record is cleared.
  mutating func resolved(_ slice: Bytes) -> Bytes {
    guard slice.firstIndex(of: 0x5c) != nil else { return slice }
    let start = scratch + scratchUsed
    let count = JSONText.unescape(slice, into: start, limit: Self.scratchSize - scratchUsed)
    scratchUsed += count
    return Bytes(base: UnsafePointer(start), count: count)
  }
}
