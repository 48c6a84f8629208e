/// Lines of text made for a width: facts, headings and sentences under each other.
struct Page: Sendable {
  private(set) var lines: [[Run]] = []
  private let width: Int
  private let escaper: Escaper
  private let labelWidth: Int

  /// An empty page; facts are named in `labelWidth` columns.
  init(width: Int, glyphs: Glyphs, labelWidth: Int = 13) {
    self.width = max(width, 1)
    self.labelWidth = labelWidth
    escaper = Escaper(glyphs: glyphs)
  }

  /// A line as it is.
  mutating func line(_ runs: [Run]) { lines.append(runs) }

  /// Fields in columns of fixed widths, one blank between them.
  mutating func row(_ fields: [(runs: [Run], width: Int)]) {
    var line: [Run] = []
    let shown = fields.filter { $0.width > 0 }
    for (i, field) in shown.enumerated() {
      var cells = escaper.fitting(field.runs, in: field.width)
      while i < shown.count - 1, cells.count <= field.width { cells.append(Cell()) }
      line.append(Run(cells: cells))
    }
    lines.append(line)
  }

  /// An empty line, unless there is one already or it would be the first.
  mutating func gap() {
    if let last = lines.last, !last.isEmpty { lines.append([]) }
  }

  /// The title of what follows.
  mutating func heading(_ title: String, _ role: Role = .title) {
    gap()
    lines.append([Run(title, role, bold: true)])
  }

  /// A fact: its dim name, then what it is.
  mutating func fact(_ label: String, _ value: [Run]) {
    lines.append([Run(padded(label), .dim)] + value)
  }

  /// A fact in words, as many lines as they need.
  mutating func fact(_ label: String, _ text: String, _ role: Role = .text) {
    for (i, part) in wrapped(text, width - labelWidth).enumerated() {
      lines.append([Run(padded(i == 0 ? label : ""), .dim), Run(part, role)])
    }
  }

  /// A sentence of our own, as many lines as it needs; further lines stand under the first word.
  mutating func sentence(_ text: String, _ role: Role = .text, lead: [Run] = []) {
    let indent = escaper.width(lead, limit: width / 2)
    for (i, part) in wrapped(text, width - indent).enumerated() {
      let start = i == 0 ? lead : [Run(String(repeating: " ", count: indent))]
      lines.append(start + [Run(part, role)])
    }
  }

  private func padded(_ label: String) -> String {
    label + String(repeating: " ", count: max(labelWidth - label.unicodeScalars.count, 1))
  }

  /// A text broken at its blanks into at most twelve lines.
  private func wrapped(_ text: String, _ width: Int) -> [String] {
    let room = max(width, 8)
    var lines = [""]
    var used = 0
    for word in escaper.glyphs.fold(text).split(separator: " ") {
      let length = escaper.width([Run(String(word))], limit: room)
      if used > 0, used + 1 + length > room {
        if lines.count == 12 {
          lines[11] += " " + escaper.glyphs.ellipsis
          break
        }
        lines.append("")
        used = 0
      }
      lines[lines.count - 1] += (used > 0 ? " " : "") + word
      used += length + (used > 0 ? 1 : 0)
    }
    return lines
  }

  /// Leaves out what is beyond so many lines, and says so in the last of them.
  mutating func cut(to height: Int) {
    guard lines.count > height, height > 1 else { return }
    let more = lines.count - height + 1
    lines = lines.prefix(height - 1) + [[Run("+\(more) more", .dim)]]
  }

  /// Draws the lines from number `top` on, one column in.
  func draw(on canvas: inout Canvas, top: Int = 0) {
    let first = min(max(top, 0), max(lines.count - canvas.height, 0))
    for (y, line) in lines.dropFirst(first).prefix(canvas.height).enumerated() {
      canvas.put(line, x: 1, y: y, width: canvas.width - 2)
    }
  }
}

extension Canvas {
  /// A sentence in the middle of the area: what stands where there is nothing to show.
  mutating func remark(_ text: String) {
    var page = Page(width: min(width - 4, 72), glyphs: glyphs)
    page.sentence(text)
    let top = max((height - page.lines.count) / 2, 0)
    for (i, line) in page.lines.enumerated() {
      let runs = line.map { run in
        var run = run
        run.style = Style(.dim)
        return run
      }
      put(runs, x: 1, y: top + i, width: width - 2, align: .centre)
    }
  }
}
