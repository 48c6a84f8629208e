/// The exact walk over one JSON object: every value with its node, in order. Linear, not recursive.
struct JSONWalk: ~Copyable {
  /// One value of the object. For a string `mark` is the ordinal of its opening quote in the line.
  struct Hole {
    var node: Int32
    var mark: Int32
    var isString: Bool
    var kind: Record.Kind
    var slice: Bytes
  }
  enum Ending {
    /// The object is complete; `rest` is behind its end.
    case complete(rest: LineDecoder.Place)
    case broken
  }

  static let depthLimit = 64
  static let holeLimit = 1024
  /// Values kept although they can be no field; only so many can be part of a shape.
  private static let idleLimit = 256

  let holes: UnsafeMutablePointer<Hole>
  private(set) var holeCount = 0
  /// False when the object has something a shape cannot express.
  private(set) var isPlain = true
  /// More values that may be fields than can be kept: such an object is not understood.
  private var isOverfull = false
  private let stack: UnsafeMutablePointer<Level>

  private struct Level {
    var node: Int32
    var isArray: Bool
    /// An array whose first value was already taken.
    var isUsedUp: Bool
  }

  init() {
    holes = .allocate(capacity: Self.holeLimit)
    stack = .allocate(capacity: Self.depthLimit)
  }

  deinit {
    holes.deallocate()
    stack.deallocate()
  }

  private enum Expectation { case value, keyOrEnd, key, colon, commaOrEnd, valueOrEnd }

  /// Walks the object that begins at `offset` of `text`, whose first quote has the ordinal `mark` or a later one.
  mutating func walk(
    _ text: UnsafePointer<UInt8>, line: IndexedLine, offset: Int, mark firstMark: Int,
    names: inout FieldNames
  ) -> Ending {
    holeCount = 0
    isPlain = true
    isOverfull = false
    var depth = 0
    var mark = firstMark
    var p = offset
    let end = line.end
    var node = FieldNames.root
    var expect = Expectation.value
    while p < end {
      let byte = text[p]
      if byte == 0x20 || byte == 0x09 || byte == 0x0d {
        p &+= 1
        continue
      }
      switch byte {
      case 0x22:
        guard mark + 1 <= line.markCount, Int(line.marks[mark]) == p else { return .broken }
        let close = Int(line.marks[mark &+ 1])
        let slice = Bytes(base: text + p + 1, count: close - p - 1)
        if expect == .keyOrEnd || expect == .key {
          node = names.node(parent: stack[depth - 1].node, key: slice)
          expect = .colon
        } else if expect == .value || expect == .valueOrEnd, depth > 0 {
          add(depth, node, Int32(truncatingIfNeeded: mark), slice, .string, names)
          expect = .commaOrEnd
        } else {
          return .broken
        }
        mark += 2
        p = close + 1
      case 0x3a where expect == .colon:
        expect = .value
        p += 1
      case 0x2c where expect == .commaOrEnd:
        expect = stack[depth - 1].isArray ? .value : .key
        if stack[depth - 1].isArray { node = stack[depth - 1].node }
        p += 1
      case 0x7b, 0x5b:
        guard expect == .value || expect == .valueOrEnd, depth < Self.depthLimit,
          depth > 0 || byte == 0x7b
        else { return .broken }
        if depth > 0, stack[depth - 1].isArray { isPlain = false }
        let below = depth > 0 ? self.node(depth, node) : node
        stack[depth] = Level(node: below, isArray: byte == 0x5b, isUsedUp: false)
        depth += 1
        expect = byte == 0x7b ? .keyOrEnd : .valueOrEnd
        node = below
        p += 1
      case 0x7d, 0x5d:
        guard depth > 0, stack[depth - 1].isArray == (byte == 0x5d),
          expect == .commaOrEnd || expect == (byte == 0x7d ? .keyOrEnd : .valueOrEnd)
            || isTrailingComma(byte, expect)
        else { return .broken }
        depth -= 1
        p += 1
        if depth == 0 {
          return isOverfull ? .broken : .complete(rest: LineDecoder.Place(offset: p, mark: mark))
        }
        expect = .commaOrEnd
      default:
        guard expect == .value || expect == .valueOrEnd, depth > 0 else { return .broken }
        let start = p
        while p < end, Self.isBare(text[p]) { p &+= 1 }
        let slice = Bytes(base: text + start, count: p - start)
        guard let kind = JSONText.scalar(slice) else { return .broken }
        add(depth, node, Int32(truncatingIfNeeded: mark), slice, kind, names)
        expect = .commaOrEnd
      }
    }
    return .broken
  }

  /// `,}`: hand-written log formats end so. A line that does is read, and no shape is learnt from it.
  private mutating func isTrailingComma(_ byte: UInt8, _ expect: Expectation) -> Bool {
    guard byte == 0x7d, expect == .key else { return false }
    isPlain = false
    return true
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2d, 0x2e: true
    default: false
    }
  }

  /// The node of the next value: an array's first value stands for the array, the others are nobody's.
  private mutating func node(_ depth: Int, _ node: Int32) -> Int32 {
    guard stack[depth - 1].isArray else { return node }
    if stack[depth - 1].isUsedUp { return FieldNames.nowhere }
    stack[depth - 1].isUsedUp = true
    return stack[depth - 1].node
  }

  private mutating func add(
    _ depth: Int, _ node: Int32, _ mark: Int32, _ slice: Bytes, _ kind: Record.Kind,
    _ names: borrowing FieldNames
  ) {
    let node = self.node(depth, node)
    if holeCount >= Self.idleLimit {
      isPlain = false
      if names.range(node).isEmpty { return }
    }
    guard holeCount < Self.holeLimit else {
      isOverfull = true
      return
    }
    holes[holeCount] = Hole(
      node: node, mark: mark, isString: kind == .string, kind: kind, slice: slice)
    holeCount += 1
  }
}
