import KeywatchCore

/// The requests of the span as one bar, a part per identity: the migration at a glance.
struct ShareBar: Sendable {
  let picture: Picture
  let isMonochrome: Bool

  /// Draws it over the whole row `y`.
  func draw(on canvas: inout Canvas, y: Int) {
    let lines = picture.keys.filter { $0.requests > 0 }
    guard !lines.isEmpty, canvas.width > 0 else {
      canvas.put("No request seen yet.", .dim, x: 1, y: y)
      return
    }
    let widths = Self.widths(lines.map(\.requests), in: canvas.width)
    var x = 0
    for (i, line) in lines.enumerated() where widths[i] > 0 {
      part(line, number: i, x: x, width: widths[i], y, &canvas)
      x += widths[i]
    }
  }

  private func part(
    _ line: KeyLine, number: Int, x: Int, width: Int, _ y: Int, _ canvas: inout Canvas
  ) {
    let style = Style(line.look.role, bold: true, filled: !isMonochrome)
    let long = " \(line.look.glyph) \(line.look.word) \(line.share.percent) "
    let short = " \(line.look.glyph) "
    let text = [long, short, ""].first { fits($0, width, canvas.escaper) } ?? ""
    let used = canvas.escaper.width([Run(text)], limit: width)
    let sign: Unicode.Scalar = isMonochrome ? filling(line, number, canvas.glyphs) : " "
    for i in used..<max(width, used) { canvas.sign(sign, style, x: x + i, y: y) }
    if used > 0 { canvas.put([Run(text, style)], x: x, y: y, width: width) }
  }

  private func fits(_ text: String, _ width: Int, _ escaper: Escaper) -> Bool {
    !escaper.cells([Run(text)], limit: width).isCut
  }

  /// Without colour the parts differ by their filling; in ASCII by their identity's sign.
  private func filling(_ line: KeyLine, _ number: Int, _ glyphs: Glyphs) -> Unicode.Scalar {
    let fillings = glyphs.fillings
    let text = fillings.isEmpty ? line.look.glyph : fillings[number % fillings.count]
    return text.unicodeScalars.first ?? " "
  }

  /// Whole columns by largest remainder; what occurred gets one at least while there are enough.
  static func widths(_ counts: [Int], in room: Int) -> [Int] {
    let total = counts.reduce(0.0) { $0 + Double(max($1, 0)) }
    guard total > 0, room > 0 else { return counts.map { _ in 0 } }
    let exact = counts.map { Double(max($0, 0)) / total * Double(room) }
    var widths = exact.map { $0.rounded(.down).clamped }
    let byRemainder = counts.indices.sorted {
      (exact[$0] - exact[$0].rounded(.down), $1) > (exact[$1] - exact[$1].rounded(.down), $0)
    }
    for i in byRemainder.prefix(max(room - widths.reduce(0, +), 0)) { widths[i] += 1 }
    for i in counts.indices where counts[i] > 0 && widths[i] == 0 {
      guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1
      else {
        break
      }
      widths[widest] -= 1
      widths[i] = 1
    }
    return widths
  }
}
