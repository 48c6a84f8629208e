import KeywatchCore

/// The overlay of the help, drawn from the table of keystrokes and from the looks on the screen.
struct Help: Sendable {
  let picture: Picture
  let works: @Sendable (Command) -> Bool

  /// Draws it over the middle of the screen, its lines from `top` on.
  func draw(on canvas: inout Canvas, top: Int) {
    let isWide = canvas.width >= 76
    let columns = isWide ? [keystrokes, legend] : [keystrokes + legend]
    let lines = columns.map(\.count).max() ?? 0
    let width = min(isWide ? 80 : canvas.width, canvas.width)
    let height = min(lines + 4, canvas.height)
    let box = Rect(
      x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width: width, height: height)
    canvas.clear(box)
    let note = lines + 4 > height ? "j k move, Esc closes" : "Esc closes"
    let border = Border(
      form: .box, title: "Help", note: [Run(note, .dim)], hasFocus: true)
    let inside = border.draw(in: box, on: &canvas).inset(2, 1)
    canvas.within(inside) { canvas in
      for (i, column) in columns.enumerated() {
        let first = min(max(top, 0), max(column.count - canvas.height, 0))
        for (y, line) in column.dropFirst(first).prefix(canvas.height).enumerated() {
          canvas.put(line, x: i * 45, y: y, width: i + 1 < columns.count ? 43 : nil)
        }
      }
    }
  }

  /// The lines the help has where it is one column.
  var lineCount: Int { keystrokes.count + legend.count }

  private var keystrokes: [[Run]] {
    Binding.table.filter { binding in binding.commands.contains { works($0.1) } }.map { binding in
      let name = binding.name(picture.glyphs)
      let blanks = String(repeating: " ", count: max(11 - name.unicodeScalars.count, 1))
      return [Run(name + blanks, .keystroke, bold: true), Run(binding.help, .text)]
    }
  }

  private var legend: [[Run]] {
    let glyphs = picture.glyphs
    var lines: [[Run]] = [[Run("Keys", .title, bold: true)]]
    lines += picture.keys.map { $0.look.runs() }
    lines += [[], [Run("Steps", .title, bold: true)]]
    for state in [StepStatus.State.done, .active, .pending, .blocked, .regressed] {
      let look = StepLook(step: state, glyphs)
      lines.append([Run(look.glyph + " ", look.role, bold: true), Run(look.word, .text)])
    }
    lines += [[], [Run("^[ <U+202E> \\xff", .escape)], [Run("unsafe bytes, written out", .dim)]]
    return lines
  }
}
