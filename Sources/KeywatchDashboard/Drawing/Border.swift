/// What surrounds a panel: a rule above it, or a box around it, with its title and a note in it.
struct Border: Sendable {
  /// A rule above, or a box around.
  enum Form: Sendable { case rule, box }
  var form: Form
  /// The digit that opens the panel; nil for a box that no digit opens.
  var digit: String?
  var title: String
  var note: [Run] = []
  var hasFocus = false
  /// Rows there was no room for: said at the bottom of a box, behind the title of a rule.
  var hidden = 0

  /// Draws it along the edges of `rect`; returns what is left inside.
  @discardableResult
  func draw(in rect: Rect, on canvas: inout Canvas) -> Rect {
    let role: Role = hasFocus ? .accent : .border
    let glyphs = canvas.glyphs
    line(at: rect.y, in: rect, role, (glyphs.topLeft, glyphs.topRight), &canvas)
    titles(in: rect, &canvas)
    guard form == .box else {
      return Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: max(rect.height - 1, 0))
    }
    for y in rect.y + 1..<max(rect.y + rect.height - 1, rect.y + 1) {
      canvas.put(glyphs.vertical, role, x: rect.x, y: y)
      canvas.put(glyphs.vertical, role, x: rect.x + rect.width - 1, y: y)
    }
    let bottom = rect.y + rect.height - 1
    if bottom > rect.y {
      line(at: bottom, in: rect, role, (glyphs.bottomLeft, glyphs.bottomRight), &canvas)
      if hidden > 0 {
        let more = [Run(" +\(hidden) more ", .dim)]
        canvas.put(more, x: rect.x + 2, y: bottom, width: rect.width - 4, align: .right)
      }
    }
    return rect.inset(1, 1)
  }

  private func line(
    at y: Int, in rect: Rect, _ role: Role, _ corners: (String, String), _ canvas: inout Canvas
  ) {
    let middle = String(repeating: canvas.glyphs.horizontal, count: max(rect.width - 2, 0))
    let ends = form == .box ? corners : (canvas.glyphs.horizontal, canvas.glyphs.horizontal)
    canvas.put([Run(ends.0 + middle + ends.1, role)], x: rect.x, y: y, width: rect.width)
  }

  private func titles(in rect: Rect, _ canvas: inout Canvas) {
    let role: Role = hasFocus ? .accent : .title
    var runs = [Run(" ", role)]
    if let digit { runs += [Run(digit + " ", .keystroke)] }
    runs += [Run(title + " ", role, bold: true)]
    if form == .rule, hidden > 0 { runs += [Run("+\(hidden) ", .dim)] }
    let inset = form == .box ? 2 : 1
    let room = rect.width - 2 * inset
    let used = canvas.put(runs, x: rect.x + inset, y: rect.y, width: room)
    // What comes first in the note matters most.
    var kept = note
    while !kept.isEmpty, canvas.escaper.width(kept, limit: room) > room - used - 4 {
      kept.removeLast()
    }
    guard !kept.isEmpty else { return }
    let text = [Run(" ")] + kept + [Run(" ")]
    let width = canvas.escaper.width(text, limit: room)
    canvas.put(text, x: rect.x + rect.width - inset - width, y: rect.y, width: width, align: .right)
  }
}
