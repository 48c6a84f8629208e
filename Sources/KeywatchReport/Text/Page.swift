import KeywatchCore

/// A text under construction: headings, paragraphs and tables of one width.
///
/// Texts are escaped on their way in, so that nothing unseen is ever on it.
struct Page {
  private static let margin = "  "

  let width: Int
  private var lines: [String] = []

  init(width: Int) { self.width = max(width, 40) }

  /// The finished text.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// A line with something at both ends, the right end on a line of its own where both do not fit.
  mutating func ends(_ left: String, _ right: String) {
    let (left, right) = (left.plain, right.plain)
    let blanks = width - left.cells - right.cells
    if blanks >= 2 {
      lines.append((left + String(repeating: " ", count: blanks) + right).trimmed)
    } else {
      lines += [left.cut(to: width), right.cut(to: width)]
    }
  }

  /// A blank line.
  mutating func blank() { lines.append("") }

  /// A line that is whole however wide it is: something to be copied.
  mutating func whole(_ text: String) { lines.append(text.plain) }

  /// A rule across the page between a section's name and a remark about it.
  mutating func heading(_ name: String, _ remark: String) {
    let remark = remark.plain.cut(to: width - name.cells - 5)
    let rule = width - name.cells - remark.cells - 2
    blank()
    lines.append((name + " " + String(repeating: "─", count: rule) + " " + remark).trimmed)
  }

  /// A text broken at blanks, hanging from a label that fills `indent` cells (half the page at
  /// most).
  mutating func paragraph(_ label: String, _ text: String, indent: Int) {
    let indent = min(indent, width / 2)
    var line = (Self.margin + label.plain).cut(to: indent).filled(to: indent)
    var used = indent
    for word in text.plain.split(separator: " ").flatMap({ String($0).pieces(of: width - indent) })
    {
      if used > indent, used + 1 + word.cells > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        used = indent
      }
      line += (used > indent ? " " : "") + word
      used += (used > indent ? 1 : 0) + word.cells
    }
    lines.append(line.trimmed)
  }

  /// Texts one below the other, each with a dot.
  mutating func list(_ texts: some Sequence<String>) {
    for text in texts { paragraph("  -", text, indent: 6) }
  }

  /// A table, and how many rows of it are not shown.
  mutating func table(_ table: Table, others: Int = 0, isAbout: Bool = false) {
    lines += table.lines(width: width - Self.margin.count).map { Self.margin + $0 }
    self.others(others, isAbout: isAbout)
  }

  /// How many rows are not shown, if any; about, where that is an estimate.
  mutating func others(_ count: Int, isAbout: Bool = false) {
    if count > 0 { lines.append(Self.margin + "… and \(count.about(isAbout)) more") }
  }
}

extension Int {
  /// The number with a comma between groups of three digits.
  var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// The number, behind a word that says so where it is an estimate.
  func about(_ isEstimate: Bool) -> String { (isEstimate ? "about " : "") + grouped }

  /// The number with what it counts: `1 line`, `1,000 lines`.
  func counted(_ noun: String) -> String { grouped + " " + noun + (self == 1 ? "" : "s") }

  /// What share of `total` it is, to a tenth of a percent; `-` of nothing.
  func share(of total: Int) -> String {
    guard total > 0, self >= 0, self <= total else { return "-" }
    let permille = total > 1_000_000_000 ? self / (total / 1000) : (self * 1000 + total / 2) / total
    if permille == 0, self > 0 { return "<0.1%" }
    return "\(permille / 10).\(permille % 10)%"
  }
}
