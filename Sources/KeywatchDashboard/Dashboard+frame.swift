extension Dashboard {
  /// The screen at a size, whatever it is.
  package func frame(width: Int, height: Int) -> Frame {
    var canvas = Canvas(width: width, height: height, glyphs: options.glyphs)
    guard width >= Overview.least.width, height >= Overview.least.height else {
      refuse(width, height, &canvas)
      return canvas.frame
    }
    Header(picture: picture, heldBack: heldBack).draw(on: &canvas)
    let banner = banner
    let rows = banner.height(width: width, on: height)
    canvas.within(Rect(x: 0, y: 1, width: width, height: rows)) { banner.draw(on: &$0) }
    let isHelp = draw(mode, on: &canvas)
    let place = isHelp ? "" : place(canvas)
    canvas.within(Rect(x: 0, y: height - 1, width: width, height: 1)) {
      Footer(works: works, position: place).draw(on: &$0)
    }
    return canvas.frame
  }

  private func refuse(_ width: Int, _ height: Int, _ canvas: inout Canvas) {
    let needed = Overview.least
    canvas.put([Run("keywatch", .title, bold: true)], x: 0, y: 0)
    canvas.put("needs \(needed.width)x\(needed.height), has \(width)x\(height)", .text, x: 0, y: 1)
  }

  /// Draws the panels of a mode; true where the help lies over them.
  private func draw(_ mode: Mode, on canvas: inout Canvas) -> Bool {
    switch mode {
    case .overview: drawOverview(on: &canvas)
    case .alone(let panel):
      let body = body(canvas.width, canvas.height)
      let form: Border.Form = canvas.width >= 104 ? .box : .rule
      draw(panel, .alone, in: body, form, hasFocus: true, &canvas)
    case .help(let under, let top):
      _ = draw(under, on: &canvas)
      var below = self
      below.mode = under
      canvas.within(body(canvas.width, canvas.height)) {
        Help(picture: picture, works: below.works).draw(on: &$0, top: top)
      }
      return true
    }
    return false
  }

  private func drawOverview(on canvas: inout Canvas) {
    let overview = overview(width: canvas.width, height: canvas.height)
    let focus = focused(among: overview.places.map(\.panel))
    for (panel, rect) in overview.places {
      draw(
        panel, overview.form, in: rect, overview.form == .rows ? .rule : .box,
        hasFocus: panel == focus, &canvas)
    }
  }

  private func draw(
    _ panel: Panel, _ form: PanelForm, in rect: Rect, _ borderForm: Border.Form, hasFocus: Bool,
    _ canvas: inout Canvas
  ) {
    let content = content(of: panel)
    var border = Border(
      form: borderForm, digit: String(panel.rawValue), title: content.title,
      note: content.note(form), hasFocus: hasFocus)
    let lines = rect.height - (borderForm == .box ? 2 : 1)
    border.hidden = content.hidden(form, height: max(lines, 0))
    let inside = border.draw(in: rect, on: &canvas)
    let position = position(in: panel, content.reach(form, width: inside.width))
    canvas.within(inside) {
      content.draw(on: &$0, form, position: hasFocus ? position : nil)
    }
  }

  /// Which lines of a page are seen, where they are not all of them.
  private func lines(_ count: Int, _ position: Int?, _ canvas: Canvas) -> String {
    let visible = body(canvas.width, canvas.height).height - (canvas.width >= 104 ? 2 : 1)
    guard count > visible else { return "" }
    let first = min(position ?? 0, count - visible)
    return "lines \(first + 1)-\(first + visible) of \(count)"
  }

  /// Where one is in the list that has the screen.
  private func place(_ canvas: Canvas) -> String {
    guard case .alone(let panel) = mode else { return "" }
    let width = canvas.width - (canvas.width >= 104 ? 2 : 0)
    let reach = content(of: panel).reach(.alone, width: width)
    if case .lines(let count) = reach { return lines(count, position(in: panel, reach), canvas) }
    guard reach.count > 0 else { return "" }
    let fallback = panel == .log ? reach.count - 1 : 0
    return "\((position(in: panel, reach) ?? fallback) + 1) of \(reach.count)"
  }
}
