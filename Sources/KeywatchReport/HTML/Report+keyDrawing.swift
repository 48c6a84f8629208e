import KeywatchCore

/// Which key was used when.
extension Report {
  private static let columns = 58
  private static let columnHeight = 130

  /// The share of each identity in equal parts of the time; nil where no line says when it was.
  var shareDrawing: String? {
    guard let first = snapshot.first, let last = snapshot.last else { return nil }
    let end = last.advanced(byMilliseconds: 1000)
    let series = snapshot.timeline.series(from: first, to: end, buckets: Self.columns)
    let totals = (0..<Self.columns).map { i in series.reduce(0) { $0 + ($1[safe: i] ?? 0) } }
    guard totals.contains(where: { $0 > 0 }) else { return nil }
    var drawing = Drawing(from: first, to: last)
    let top = drawing.row(height: Self.columnHeight)
    drawing.text("100 %", x: Drawing.plot.lowerBound - 6, y: top + 12, "small", anchor: "end")
    let width = Drawing.plot.count / Self.columns
    for column in totals.indices where totals[column] > 0 {
      let x = Drawing.plot.lowerBound + column * width
      var below = 0
      for row in snapshot.keys {
        let count = series[safe: Int(row.identity.code)]?[safe: column] ?? 0
        guard count > 0 else { continue }
        let low = below * Self.columnHeight / totals[column]
        below += count
        let high = below * Self.columnHeight / totals[column]
        drawing.bar(
          x..<(x + width - 1), y: top + Self.columnHeight - high, height: max(high - low, 1),
          Self.style(row.identity),
          title: "\(row.name): \(count.grouped) of \(totals[column].counted("request"))")
      }
    }
    drawing.addAxis()
    addLegend(to: &drawing)
    return drawing.svg("The share of each key over time")
  }

  private func addLegend(to drawing: inout Drawing) {
    for row in snapshot.keys where row.requests > 0 {
      let y = drawing.row(height: 18)
      let share = row.requests.share(of: snapshot.requests)
      drawing.bar(
        Drawing.plot.lowerBound..<(Drawing.plot.lowerBound + 12), y: y + 5, height: 12,
        Self.style(row.identity))
      drawing.text(
        "\(signed(row.identity)): \(share), \(row.requests.counted("request"))",
        x: Drawing.plot.lowerBound + 20, y: y + 15)
    }
  }

  /// The class of an identity's colour.
  private static func style(_ identity: KeyIdentity) -> String {
    if let index = identity.keyIndex { return "key\(index % 4)" }
    return identity == .unknown ? "unknown" : identity == .keyless ? "keyless" : "unlabelled"
  }
}
