import KeywatchCore

/// A table for a ticket.
extension Sheet {
  /// Its lines, numbers on the right; times are UTC.
  func markdown() -> [String] {
    guard !rows.isEmpty else { return [] }
    let titles = columns.map { $0.spaced }
    let rules = columns.indices.map { hasNumbers($0) ? "--:" : "---" }
    return ([titles, rules] + rows.map { $0.map(\.markdown) })
      .map { "| " + $0.joined(separator: " | ") + " |" }
  }
}

extension Sheet.Cell {
  fileprivate var markdown: String {
    switch self {
    case .text(let text): text.markdownCode
    case .word(let word): word.spaced.markdownProse
    case .sentences(let texts): texts.joined(separator: "; ").markdownProse
    case .count(let count): count.grouped
    case .time(let time): time.flatMap { $0.isStated ? $0.dayAndMinute : nil } ?? ""
    }
  }
}
