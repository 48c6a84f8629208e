import KeywatchCore

/// A picture as SVG within the page: rows one below the other, each with a label beside an axis of time.
struct Drawing {
  static let plot = 170..<750
  /// The letters of a label that have room beside the plot.
  static let labelLength = 21
  private static let width = 760

  private let from: Timestamp
  private let to: Timestamp
  private var shapes: [String] = []
  /// Where the next row begins.
  private(set) var height = 0

  /// Over the time that a report is about; without times everything stands at the left.
  init(from: Timestamp?, to: Timestamp?) {
    self.from = from ?? Timestamp(milliseconds: 0)
    self.to = to ?? self.from
  }

  /// Makes room for a row and gives its upper end.
  mutating func row(height: Int) -> Int {
    defer { self.height += height }
    return self.height
  }

  /// Where a moment stands, cut to the plot.
  func x(_ time: Timestamp) -> Int {
    let span = max(to.since(from) / 1000, 1)
    let offset = min(max(time.since(from) / 1000, 0), span)
    // A span of all the seconds there are still leaves room for the width.
    return Self.plot.lowerBound + Int(offset * Int64(Self.plot.count) / span)
  }

  /// A text that begins at `x`, on the line `y`.
  mutating func text(_ text: String, x: Int, y: Int, _ style: String = "", anchor: String = "start")
  {
    shapes.append(
      "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" class=\"\(style)\">\(text.html)</text>"
    )
  }

  /// A bar that is never too small to be seen; `title` is shown where the pointer rests on it.
  mutating func bar(_ x: Range<Int>, y: Int, height: Int, _ style: String, title: String = "") {
    let title = title.isEmpty ? "" : "<title>\(title.html)</title>"
    shapes.append(
      "<rect x=\"\(x.lowerBound)\" y=\"\(y)\" width=\"\(max(x.count, 2))\" height=\"\(height)\" "
        + "class=\"\(style)\">\(title)</rect>")
  }

  /// A sign on the line `y`, its middle at a moment.
  mutating func sign(_ sign: String, at time: Timestamp, y: Int, _ style: String) {
    text(sign, x: x(time), y: y, style, anchor: "middle")
  }

  /// The first, the middle and the last moment, below everything else.
  mutating func addAxis() {
    guard to > from else { return }
    let y = row(height: 20)
    bar(Self.plot, y: y + 2, height: 1, "rule")
    let middle = from.advanced(byMilliseconds: to.since(from) / 2)
    let (first, last) = (Self.plot.lowerBound, Self.plot.upperBound)
    text(from.dayAndMinute, x: first, y: y + 15, "small")
    text(middle.dayAndMinute, x: (first + last) / 2, y: y + 15, "small", anchor: "middle")
    text(to.dayAndMinute, x: last, y: y + 15, "small", anchor: "end")
  }

  /// The picture; `label` says to those who cannot see it what it shows.
  func svg(_ label: String) -> String {
    "<svg viewBox=\"0 0 \(Self.width) \(height + 4)\" role=\"img\" aria-label=\"\(label.html)\">"
      + shapes.joined() + "</svg>"
  }
}
