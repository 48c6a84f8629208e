/// Where the panels of the overview stand: a plan by the size of the screen.
struct Overview: Sendable {
  var places: [(panel: Panel, rect: Rect)]
  var form: PanelForm

  /// The least screen anything is shown on.
  static let least = (width: 60, height: 16)

  /// The plan for an area; `height` tells how many lines a panel's content would like in a form.
  init(width: Int, height: Int, in area: Rect, wish: (Panel, PanelForm) -> Int) {
    if width < 104 || height < 32 {
      form = .rows
      places = Self.stack(in: area, wish)
    } else {
      form = width >= 160 && height >= 48 ? .wide : .box
      places = Self.boxes(in: area, form, wish)
    }
  }

  /// Four panels under each other; what does not fit is left out, the log takes what is left.
  private static func stack(
    in area: Rect, _ wish: (Panel, PanelForm) -> Int
  ) -> [(Panel, Rect)] {
    var heights: [Panel: Int] = [:]
    var left = area.height
    // First everybody's least in order of importance, then what they would like, the log last.
    let least: [(Panel, Int)] = [(.migration, 5), (.keys, 5), (.log, 2), (.rejected, 3)]
    for (panel, lines) in least where left >= lines {
      let height = panel == .log ? lines : min(lines, wish(panel, .rows) + 1)
      heights[panel] = height
      left -= height
    }
    for (panel, most) in [
      (Panel.log, 4), (.keys, 9), (.migration, 6), (.rejected, 4), (.log, 6), (.rejected, 9),
    ] {
      guard let height = heights[panel] else { continue }
      let more = min(max(min(wish(panel, .rows) + 1, most) - height, 0), left)
      heights[panel] = height + more
      left -= more
    }
    heights[.log]? += left
    var y = area.y
    return Panel.four.compactMap { panel in
      guard let height = heights[panel] else { return nil }
      defer { y += height }
      return (panel, Rect(x: area.x, y: y, width: area.width, height: height))
    }
  }

  /// Six boxes: state at the left, decision at the right, evidence below.
  private static func boxes(
    in area: Rect, _ form: PanelForm, _ wish: (Panel, PanelForm) -> Int
  ) -> [(Panel, Rect)] {
    let isWide = form == .wide
    let left = area.width * 54 / 100
    let right = area.width - left
    func box(_ panel: Panel) -> Int { wish(panel, form) + 2 }
    let belowLeast = isWide ? 10 : 11
    let rejectedLeft = isWide ? min(box(.rejected), 10) : 0
    let top = min(
      max(box(.keys) + box(.matrix) + rejectedLeft, box(.migration) + 6), area.height - belowLeast)
    let keys = min(box(.keys), top - min(box(.matrix), top / 2) - rejectedLeft)
    let matrix = top - keys - rejectedLeft
    let migration = min(box(.migration), top - 5)
    let rest = area.height - top
    let rejected = isWide ? 0 : min(box(.rejected), max(rest * 2 / 5, 5))
    var places: [(Panel, Rect)] = [
      (.keys, Rect(x: area.x, y: area.y, width: left, height: keys)),
      (.migration, Rect(x: area.x + left, y: area.y, width: right, height: migration)),
      (.matrix, Rect(x: area.x, y: area.y + keys, width: left, height: matrix)),
      (
        .callers,
        Rect(x: area.x + left, y: area.y + migration, width: right, height: top - migration)
      ),
    ]
    let rejectedRect =
      isWide
      ? Rect(x: area.x, y: area.y + keys + matrix, width: left, height: rejectedLeft)
      : Rect(x: area.x, y: area.y + top, width: area.width, height: rejected)
    places.append((.rejected, rejectedRect))
    places.append(
      (
        .log,
        Rect(
          x: area.x, y: area.y + top + rejected, width: area.width, height: rest - rejected)
      ))
    return places
  }
}
