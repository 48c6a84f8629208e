import KeywatchCore

/// Which key is used on which API: panel 3.
struct MatrixPanel: PanelContent {
  let picture: Picture

  var title: String { "API \(picture.glyphs.times) key" }

  func note(_ form: PanelForm) -> [Run] { [Run("all requests", .dim)] }

  func height(_ form: PanelForm) -> Int {
    let count = picture.configuration.apis.count
    return form == .wide ? count * 2 : count + 1
  }

  func reach(_ form: PanelForm, width: Int) -> Reach {
    .rows(picture.configuration.apis.map(\.name))
  }

  func draw(on canvas: inout Canvas, _ form: PanelForm, position: Int?) {
    guard !picture.configuration.apis.isEmpty else {
      return canvas.remark("No API is configured: every path counts as outside of them.")
    }
    if form == .alone {
      drawList(table(form, width: canvas.width), on: &canvas, selected: position) { row, width in
        APIDetail(picture: picture).page(row, width: width)
      }
      return
    }
    var table = table(form, width: canvas.width)
    if canvas.height < table.height { table.spacing = 0 }
    table.draw(on: &canvas, selected: position)
  }

  private func table(_ form: PanelForm, width: Int) -> Table {
    // Signs and colours tell the keys, so their heads give way before the names of the APIs.
    let names = nameWidth
    var table = Table(columns: [.fixed("", names, .left)])
    let top = picture.keys.flatMap(\.apis).map { $0.accepted + $0.rejected }.max() ?? 0
    let widths = picture.keys.map { min(max($0.look.word.unicodeScalars.count + 2, 7), 14) }
    let barWidth = form == .wide || form == .alone ? barWidth(width, beside: widths) : 0
    let hasBars = barWidth > 0
    // Where not all columns fit, those with the fewest requests are left out, bars before them.
    let order = picture.keys.indices.sorted { picture.keys[$0].total > picture.keys[$1].total }
    for (i, line) in picture.keys.enumerated() {
      let rank = order.firstIndex(of: i) ?? i
      if hasBars { table.columns.append(.fixed("", barWidth, .left, rank: 100 + rank)) }
      table.columns.append(
        Column(
          title: line.look.runs(), align: .right, least: min(widths[i], 7),
          most: widths[i], rank: rank))
    }
    table.rows = picture.configuration.apis.enumerated().map { api, group in
      var cells: [TableCell] = [.text(group.name)]
      for line in picture.keys {
        let counts = line.apis[safe: api]
        if hasBars { cells.append(bar(counts, line, of: top)) }
        cells.append(.line(number(counts, line, api)))
      }
      return cells
    }
    table.spacing = form == .wide ? 1 : 0
    return table
  }

  /// What names and numbers leave to each bar; 0 where that is too little to tell lengths apart.
  private func barWidth(_ width: Int, beside numbers: [Int]) -> Int {
    let room = width - 2 - nameWidth - numbers.reduce(0) { $0 + $1 + 2 }
    let each = room / max(numbers.count, 1)
    return each < 5 ? 0 : min(each - (each > 6 ? 2 : 0), 20)
  }

  private var nameWidth: Int {
    let escaper = Escaper(glyphs: picture.glyphs)
    let names = picture.configuration.apis.map { escaper.width([Run($0.name)], limit: 24) }
    return max(names.max() ?? 8, 8)
  }

  private func bar(_ counts: APICounts?, _ line: KeyLine, of top: Int) -> TableCell {
    let requests = requests(counts)
    guard requests > 0, top > 0 else { return .text("") }
    return .bar(Double(requests) / Double(top), line.look.role)
  }

  private func number(_ counts: APICounts?, _ line: KeyLine, _ api: Int) -> [Run] {
    let requests = requests(counts)
    guard requests > 0 else { return [Run(picture.glyphs.nothing, .faint)] }
    guard let key = line.identity.keyIndex.flatMap({ picture.configuration.keys[safe: $0] }) else {
      return [Run(requests.short, line.look.role)]
    }
    if !key.apis.contains(api) { return [Run("! \(requests.short)", .bad, bold: true)] }
    if counts?.accepted == 0 {
      return [Run("\(picture.glyphs.bad) \(requests.short)", .bad, bold: true)]
    }
    return [Run(requests.short, line.look.role)]
  }

  private func requests(_ counts: APICounts?) -> Int {
    counts.map { $0.accepted + $0.rejected } ?? 0
  }
}
