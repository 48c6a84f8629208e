import KeywatchCore

extension Sheet {
  /// The table as the template of one reads it.
  var html: HTMLValue {
    let heads = columns.indices.map { i in
      HTMLValue.object([
        "headStyle": .text(hasNumbers(i) ? "number" : "text"),
        "headText": .text(columns[i].spaced),
      ])
    }
    let lines = rows.map { row in
      let cells = row.map {
        HTMLValue.object(["cellStyle": .text($0.style), "cellText": .text($0.shown)])
      }
      return HTMLValue.object(["cells": .list(cells)])
    }
    return .object([
      "heads": .list(heads), "rows": .list(lines), "rowsLeftOut": HTMLValue.leftOut(others),
    ])
  }
}

extension HTMLValue {
  /// How much of a list is left out, if anything.
  static func leftOut(_ count: Int) -> HTMLValue {
    .list(count > 0 ? [.text("… and \(count.grouped) more")] : [])
  }
}

extension Sheet.Cell {
  fileprivate var style: String {
    switch self {
    case .count: "number"
    case .time: "time"
    case .text, .sentences: "text"
    case .word: "word"
    }
  }

  fileprivate var shown: String {
    switch self {
    case .text(let text): text
    case .word(let word): word.spaced
    case .sentences(let texts): texts.joined(separator: "; ")
    case .count(let count): count.grouped
    case .time(let time): time.flatMap { $0.isStated ? $0.dayAndMinute : nil } ?? ""
    }
  }
}
