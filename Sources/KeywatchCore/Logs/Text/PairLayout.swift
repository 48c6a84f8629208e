/// The names of a logfmt line in their order, and which of their values decide what is counted: a line with the same
/// names is cut at the others without being read (`LineMemo`).
struct PairLayout: ~Copyable {
  /// What a value is for the memo.
  enum Role: UInt8 {
    /// Compared; one that `tells` often differs from line to line.
    case compared, tells
    /// Makes no difference to what is counted; of a path its number at the end.
    case gap, time, path
  }
  private struct Pair {
    /// The first and the last 16 bytes of the name and the equals sign; zeros, which no name has, behind a shorter one.
    var head: SIMD16<UInt8>
    var mask: SIMD16<UInt8>
    var tail: SIMD16<UInt8>
    var length: Int
    var role: Role
  }

  private static let pairLimit = 64
  /// Bytes of a name with its equals sign.
  private static let nameLimit = 32

  private let pairs: UnsafeMutablePointer<Pair>
  private let count: Int

  deinit { pairs.deallocate() }

  /// Of a line that was read into `record`; nil where something stands in it that is not laid out so.
  init?(_ line: TextLine, _ record: borrowing Record, _ names: inout FieldNames) {
    var walk = PairWalk(line.bytes)
    var found: [Pair] = []
    while let pair = walk.next() {
      guard !pair.isFlag, pair.name.count < Self.nameLimit, found.count < Self.pairLimit else {
        return nil
      }
      let name = Bytes(base: pair.name.base, count: pair.name.count + 1)
      found.append(
        Pair(
          head: name.head16,
          mask: SIMD16<UInt8>.zero.replacing(with: 0xff, where: name.head16 .!= 0),
          tail: name.dropping(name.count - 16).head16, length: name.count,
          role: Self.role(pair, record, &names)))
    }
    guard !walk.isBroken, !found.isEmpty else { return nil }
    pairs = .allocate(capacity: found.count)
    pairs.initialize(from: found, count: found.count)
    count = found.count
  }

  private static func role(
    _ pair: PairWalk.Pair, _ record: borrowing Record, _ names: inout FieldNames
  ) -> Role {
    if PairText.isRequest(pair.name) { return .tells }
    let candidates = names.range(names.node(parent: FieldNames.root, key: pair.name))
    func isChosen(_ field: Field) -> Bool {
      record.value(field).map { $0.isSame(as: pair.value) } ?? false
    }
    if isChosen(.time), candidates.allSatisfy({ names.candidates[$0].field == .time }) {
      return .time
    }
    if isChosen(.path), candidates.allSatisfy({ names.candidates[$0].field == .path }) {
      return .path
    }
    let isGap = candidates.allSatisfy {
      switch names.candidates[$0].field {
      case .requestID, .duration: true
      default: false
      }
    }
    if isGap { return .gap }
    return candidates.contains { LineShape.tells(names.candidates[$0].field) }
      ? .tells : .compared
  }

  /// Cuts a line at its gaps; nil where it is laid out in another way.
  @inline(__always)
  func cut<Result>(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, end: Int, _ memo: inout LineMemo<Result>
  ) -> LineMemo<Result>.Cut? {
    var cut = LineMemo<Result>.Cut(text, from: line.start)
    var at = line.start
    var mark = 1
    var i = 0
    while true {
      let pair = pairs + i
      guard hasName(pair, UnsafeRawPointer(text + at)) else { return nil }
      var from = at &+ pair.pointee.length
      var to = from
      var next = from
      if text[from] == 0x22 {
        while mark < line.markCount, Int(line.marks[mark]) < from { mark &+= 1 }
        guard mark < line.markCount, Int(line.marks[mark]) == from else { return nil }
        to = Int(line.marks[mark &+ 1])
        from &+= 1
        next = to &+ 1
        mark &+= 2
      } else {
        guard text[from] != 0x27 else { return nil }
        to = Self.bareEnd(text, from)
        next = to
      }
      switch pair.pointee.role {
      case .compared: break
      case .tells: cut.tell(from, to)
      case .path: guard memo.path(from, to, &cut) else { return nil }
      case .gap, .time:
        let value = Bytes(base: text + from, count: to &- from)
        guard next == to || !CleanText.hasControls(value), memo.gap(from, to, &cut) else {
          return nil
        }
        if pair.pointee.role == .time { cut.time = value }
      }
      i &+= 1
      if next == end { return i == count ? cut : nil }
      guard i < count, text[next] == 0x20 else { return nil }
      at = next &+ 1
    }
  }

  @inline(__always)
  private func hasName(_ pair: UnsafePointer<Pair>, _ bytes: UnsafeRawPointer) -> Bool {
    let head = bytes.loadUnaligned(as: SIMD16<UInt8>.self)
    guard ((head ^ pair.pointee.head) & pair.pointee.mask).isZero else { return false }
    guard pair.pointee.length > 16 else { return true }
    return bytes.loadUnaligned(fromByteOffset: pair.pointee.length &- 16, as: SIMD16<UInt8>.self)
      .equals(pair.pointee.tail)
  }

  /// Where the next blank or control character stands; a line ends in one.
  @inline(__always)
  private static func bareEnd(_ text: UnsafePointer<UInt8>, _ start: Int) -> Int {
    var i = start
    while true {
      let block = UnsafeRawPointer(text + i).loadUnaligned(as: SIMD16<UInt8>.self)
      if let hit = (block .<= SIMD16<UInt8>(repeating: 0x20)).firstTrue { return i &+ hit }
      i &+= 16
    }
  }
}
