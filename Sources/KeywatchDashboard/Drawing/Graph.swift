/// A series drawn over a number of columns: always the whole of it, from a base line of nought.
struct Graph: Sendable {
  /// 0…1, one a column (two with braille).
  private let values: [Double]

  /// The mean per part, as shares of the highest part.
  init(_ series: [Int], parts: Int) {
    let means = Self.resampled(series, max(parts, 0))
    let top = means.max() ?? 0
    values = top > 0 ? means.map { $0 / top } : []
  }

  private static func resampled(_ series: [Int], _ parts: Int) -> [Double] {
    guard !series.isEmpty, parts > 0 else { return [] }
    return (0..<parts).map { part in
      let from = Double(part) * Double(series.count) / Double(parts)
      let to = Double(part + 1) * Double(series.count) / Double(parts)
      let first = min(from.clamped(.down), series.count - 1)
      let last = min(max(to.clamped(.up), first + 1), series.count)
      var sum = 0.0
      for i in first..<last {
        let overlap = min(Double(i + 1), to) - max(Double(i), from)
        sum += Double(series[i]) * max(overlap, 0)
      }
      return sum / (to - from)
    }
  }

  /// One row of eighths of a block, or of denser and denser signs.
  func row(_ glyphs: Glyphs) -> [Unicode.Scalar] {
    let levels = glyphs.levels
    return values.map { value in
      value <= 0
        ? levels[0]
        : levels[min(max((value * Double(levels.count - 1)).clamped, 1), levels.count - 1)]
    }
  }

  /// Rows of braille from the top, two values a column and four dots a row.
  func braille(rows: Int) -> [[Unicode.Scalar]] {
    let heights = values.map { value in
      value <= 0 ? 0 : min(max((value * Double(rows * 4)).clamped, 1), rows * 4)
    }
    return (0..<max(rows, 0)).map { row in
      stride(from: 0, to: heights.count - 1, by: 2).map { i in
        let below = (rows - 1 - row) * 4
        let bits =
          Self.left[min(max(heights[i] - below, 0), 4)]
          | Self.right[min(max(heights[i + 1] - below, 0), 4)]
        return bits == 0 ? " " : Unicode.Scalar(0x2800 + bits) ?? " "
      }
    }
  }

  /// Dots of one half column, filled from below.
  private static let left: [UInt32] = [0, 0x40, 0x44, 0x46, 0x47]
  private static let right: [UInt32] = [0, 0x80, 0xa0, 0xb0, 0xb8]
}

extension Double {
  fileprivate func clamped(_ rule: FloatingPointRoundingRule) -> Int { rounded(rule).clamped }
}

extension Canvas {
  /// A series over `rect`: braille where it is two rows or more and the signs allow it.
  mutating func graph(_ series: [Int], _ role: Role, in rect: Rect) {
    guard rect.width > 0, rect.height > 0 else { return }
    guard rect.height > 1, glyphs == .unicode else {
      let row = Graph(series, parts: rect.width).row(glyphs)
      return signs(row, role, x: rect.x, y: rect.y + rect.height - 1)
    }
    let rows = Graph(series, parts: rect.width * 2).braille(rows: rect.height)
    for (i, row) in rows.enumerated() { signs(row, role, x: rect.x, y: rect.y + i) }
  }

  /// A series in one row of dots, quieter than blocks; only where there is Unicode.
  mutating func dots(_ series: [Int], _ role: Role, x: Int, y: Int, width: Int) {
    for row in Graph(series, parts: width * 2).braille(rows: 1) { signs(row, role, x: x, y: y) }
  }

  /// A level bar: filled to `share` of `width`.
  mutating func bar(_ share: Double, _ role: Role, x: Int, y: Int, width: Int) {
    guard width > 0 else { return }
    let halves = min(max((share * Double(width * 2)).clamped, share > 0 ? 1 : 0), width * 2)
    let bar = glyphs.bar
    let full = String(repeating: bar.full, count: halves / 2)
    let half = halves % 2 == 1 ? bar.half : ""
    let rest = String(repeating: bar.rest, count: width - halves / 2 - halves % 2)
    put([Run(full + half, role), Run(rest, .border)], x: x, y: y, width: width)
  }

  private mutating func signs(_ row: [Unicode.Scalar], _ role: Role, x: Int, y: Int) {
    for (i, scalar) in row.enumerated() { sign(scalar, Style(role), x: x + i, y: y) }
  }
}
