/// The exact walk over one JSON object: every value with its node, in order. Linear, not recursive.
struct JSONWalk: ~Copyable {
  enum Ending {
    /// The object is complete; `rest` is behind its end.
    case complete(rest: LineDecoder.Place)
    case broken
  }

  static let depthLimit = 64
  /// Values kept although they can be no field; only so many can be part of a shape.
  private static let idleLimit = 256

  /// False when the object has something a shape cannot express.
  private(set) var isPlain = true
  /// Where the last object that is none ceased to be one.
  private(set) var brokenAt = 0
  /// More values that may be fields than can be kept: such an object is not understood.
  private var isOverfull = false
  private let stack: UnsafeMutablePointer<Level>

  private struct Level {
    var node: Int32
    var isArray: Bool
    /// An array whose first value was already taken.
    var isUsedUp: Bool
  }

  init() { stack = .allocate(capacity: Self.depthLimit) }

  deinit { stack.deallocate() }

  private enum Expectation { case value, keyOrEnd, key, colon, commaOrEnd, valueOrEnd }

  /// Where the walk is: `offset` and `mark` in the line, `depth` levels down, at `node`.
  private struct Cursor {
    let text: UnsafePointer<UInt8>
    let line: IndexedLine
    var offset: Int
    var mark: Int
    var depth = 0
    var node = FieldNames.root
    var expect = Expectation.value

    var takesValue: Bool { expect == .value || expect == .valueOrEnd }
  }

  /// Walks the object that begins at a place of `text`, and lists its values.
  mutating func walk(
    _ text: UnsafePointer<UInt8>, line: IndexedLine, from place: LineDecoder.Place,
    into found: inout FoundValues
  ) -> Ending {
    found.clear()
    isPlain = true
    isOverfull = false
    var cursor = Cursor(text: text, line: line, offset: place.offset, mark: place.mark)
    while cursor.offset < line.end {
      let byte = text[cursor.offset]
      let isRight: Bool
      switch byte {
      case 0x20, 0x09, 0x0d:
        cursor.offset &+= 1
        continue
      case 0x22: isRight = takeString(&cursor, &found)
      case 0x3a, 0x2c: isRight = takeSeparator(byte, &cursor)
      case 0x7b, 0x5b: isRight = open(byte, &cursor)
      case 0x7d, 0x5d: isRight = close(byte, &cursor)
      default: isRight = takeBareWord(&cursor, &found)
      }
      guard isRight else { break }
      if cursor.depth == 0 {
        let rest = LineDecoder.Place(offset: cursor.offset, mark: cursor.mark)
        if !isOverfull { return .complete(rest: rest) }
        break
      }
    }
    brokenAt = cursor.offset
    return .broken
  }

  // What follows takes one thing at the cursor; false where it does not belong there.

  @inline(__always)
  private mutating func takeString(_ cursor: inout Cursor, _ found: inout FoundValues) -> Bool {
    let line = cursor.line
    guard cursor.mark + 1 <= line.markCount, Int(line.marks[cursor.mark]) == cursor.offset,
      cursor.depth > 0
    else { return false }
    let close = Int(line.marks[cursor.mark &+ 1])
    let slice = Bytes(
      base: cursor.text + cursor.offset + 1, count: close - cursor.offset - 1)
    if cursor.expect == .keyOrEnd || cursor.expect == .key {
      cursor.node = found.names.node(parent: stack[cursor.depth - 1].node, key: slice)
      cursor.expect = .colon
    } else if cursor.takesValue {
      add(slice, .string, cursor, &found)
      cursor.expect = .commaOrEnd
    } else {
      return false
    }
    cursor.mark += 2
    cursor.offset = close + 1
    return true
  }

  @inline(__always)
  private func takeSeparator(_ byte: UInt8, _ cursor: inout Cursor) -> Bool {
    if byte == 0x3a {
      guard cursor.expect == .colon else { return false }
      cursor.expect = .value
    } else {
      guard cursor.expect == .commaOrEnd else { return false }
      let level = stack[cursor.depth - 1]
      cursor.expect = level.isArray ? .value : .key
      if level.isArray { cursor.node = level.node }
    }
    cursor.offset += 1
    return true
  }

  private mutating func open(_ byte: UInt8, _ cursor: inout Cursor) -> Bool {
    let depth = cursor.depth
    guard cursor.takesValue, depth < Self.depthLimit, depth > 0 || byte == 0x7b else {
      return false
    }
    if depth > 0, stack[depth - 1].isArray { isPlain = false }
    let below = depth > 0 ? self.node(depth, cursor.node) : cursor.node
    stack[depth] = Level(node: below, isArray: byte == 0x5b, isUsedUp: false)
    cursor.depth += 1
    cursor.expect = byte == 0x7b ? .keyOrEnd : .valueOrEnd
    cursor.node = below
    cursor.offset += 1
    return true
  }

  private mutating func close(_ byte: UInt8, _ cursor: inout Cursor) -> Bool {
    let isBrace = byte == 0x7d
    guard cursor.depth > 0, stack[cursor.depth - 1].isArray != isBrace,
      cursor.expect == .commaOrEnd || cursor.expect == (isBrace ? .keyOrEnd : .valueOrEnd)
        || isTrailingComma(byte, cursor.expect)
    else { return false }
    cursor.depth -= 1
    cursor.offset += 1
    cursor.expect = .commaOrEnd
    return true
  }

  private mutating func takeBareWord(
    _ cursor: inout Cursor, _ found: inout FoundValues
  ) -> Bool {
    guard cursor.takesValue, cursor.depth > 0 else { return false }
    let start = cursor.offset
    var end = start
    while end < cursor.line.end, Self.isBare(cursor.text[end]) { end &+= 1 }
    let slice = Bytes(base: cursor.text + start, count: end - start)
    guard let kind = JSONText.scalar(slice) else { return false }
    add(slice, kind, cursor, &found)
    cursor.offset = end
    cursor.expect = .commaOrEnd
    return true
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

  @inline(__always)
  private mutating func add(
    _ slice: Bytes, _ kind: Record.Kind, _ cursor: Cursor, _ found: inout FoundValues
  ) {
    let node = self.node(cursor.depth, cursor.node)
    if found.count >= Self.idleLimit {
      isPlain = false
      if found.names.range(node).isEmpty { return }
    }
    let value = FoundValues.Value(
      node: node, mark: Int32(truncatingIfNeeded: cursor.mark), isString: kind == .string,
      kind: kind, slice: slice)
    if !found.add(value) { isOverfull = true }
  }
}
