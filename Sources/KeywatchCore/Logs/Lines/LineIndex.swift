import CDecode

/// Where the quotes and newlines of a region of complete lines are.
///
/// `marks[0]` is a sentinel one before the first byte; then come, in order, the positions of all
/// unescaped quotes and all newlines. The marks of line k lie between the marks of the newlines k-1 and k.
struct LineIndex: ~Copyable {
  private(set) var marks: UnsafeMutablePointer<UInt32>
  private let lines: UnsafeMutablePointer<UInt32>
  private(set) var lineCount = 0
  private let capacity: Int
  private let usesKernel: Bool

  /// For regions of up to `capacity` bytes; memory is only touched as far as it is used.
  init(capacity: Int, usesKernel: Bool = true) {
    self.capacity = capacity
    self.usesKernel = usesKernel
    // The kernel writes up to sixteen entries ahead of what it keeps.
    marks = .allocate(capacity: capacity + 32)
    lines = .allocate(capacity: capacity + 1)
    marks[0] = .max
  }

  deinit {
    marks.deallocate()
    lines.deallocate()
  }

  /// Indexes `region`, whose last byte is a newline; a longer region than the capacity gives no lines.
  mutating func build(_ region: UnsafeRawBufferPointer) {
    lineCount = 0
    // `IndexedLine.from` may have moved it.
    marks[0] = .max
    guard let start = region.baseAddress, !region.isEmpty, region.count <= capacity else { return }
    if usesKernel {
      var index = kw_line_index(marks: marks, lines: lines, mark_count: 1, line_count: 0)
      if kw_index_lines(start.assumingMemoryBound(to: UInt8.self), region.count, &index) == 1 {
        lineCount = index.line_count
        return
      }
    }
    buildPortably(region)
  }

  /// Line `k` of the region.
  func line(_ k: Int) -> IndexedLine {
    let first = k == 0 ? 0 : Int(lines[k &- 1] & 0x7fff_ffff)
    let entry = lines[k]
    return IndexedLine(
      marks: marks + first, markCount: Int(entry & 0x7fff_ffff) &- first &- 1,
      hasBackslash: entry >> 31 == 1)
  }

  private mutating func buildPortably(_ region: UnsafeRawBufferPointer) {
    var mark = 1
    var escaped = false
    var flag: UInt32 = 0
    for (position, byte) in region.enumerated() {
      switch byte {
      case 0x0a:
        marks[mark] = UInt32(truncatingIfNeeded: position)
        lines[lineCount] = UInt32(truncatingIfNeeded: mark) | flag
        lineCount += 1
        mark += 1
        flag = 0
        escaped = false
      case 0x5c:
        flag = KW_LINE_BACKSLASH
        escaped.toggle()
      case 0x22 where !escaped:
        marks[mark] = UInt32(truncatingIfNeeded: position)
        mark += 1
      default:
        escaped = false
      }
    }
  }
}

/// One line of an index: `marks[0]` is one before its first byte, `marks[markCount + 1]` its newline,
/// those between are its unescaped quotes.
struct IndexedLine {
  fileprivate(set) var marks: UnsafeMutablePointer<UInt32>
  fileprivate(set) var markCount: Int
  let hasBackslash: Bool

  /// Offset of the first byte.
  var start: Int { Int(marks[0] &+ 1) }
  /// Offset of the newline.
  var end: Int { Int(marks[markCount &+ 1]) }

  /// The line from an offset on. It takes the place of the whole one in the index: neither that one nor the line before
  /// it can be asked for afterwards.
  func from(_ offset: Int) -> IndexedLine {
    var rest = self
    while rest.markCount > 0, Int(rest.marks[1]) < offset {
      rest.marks += 1
      rest.markCount -= 1
    }
    rest.marks[0] = UInt32(truncatingIfNeeded: offset) &- 1
    return rest
  }
}
