import KeywatchCore

extension Report {
  /// One of the tables by RFC 4180, in UTF-8: a line of names and a line a row, each ended by CR and LF.
  ///
  /// The last column says who may read it, since a file of CSV has no other place for that.
  package func csv(_ sheet: Sheet) -> [UInt8] { sheet.csv(for: audience) }
}

/// A table for a spreadsheet; times are RFC 3339.
extension Sheet {
  fileprivate func csv(for audience: String) -> [UInt8] {
    let lines =
      [columns.map(Self.field) + ["audience"]]
      + rows.map { $0.map(Self.field) + [Self.field(audience)] }
    return Array(lines.map { $0.joined(separator: ",") + "\r\n" }.joined().utf8)
  }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let text), .word(let text): field(text)
    case .sentences(let texts): field(texts.joined(separator: "; "))
    case .count(let count): "\(count)"
    case .time(let time): time.flatMap { $0.isStated ? $0.rfc3339 : nil } ?? ""
    }
  }

  /// What a spreadsheet would take for a formula gets an apostrophe in front.
  ///
  /// Everything unseen is written out before, tabs and ends of lines among it, so that a row is a line.
  private static func field(_ text: String) -> String {
    var field = text.plain
    if let first = field.unicodeScalars.first(where: { $0 != " " }), formulas.contains(first) {
      field = "'" + field
    }
    guard field.unicodeScalars.contains(where: quoted.contains) else { return field }
    // By scalar: a quotation mark with an accent on it is one still.
    let doubled = field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"" + doubled + "\""
  }

  /// The signs a formula begins with, also as wide as a letter of Chinese: some programs take both.
  private static let formulas: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  /// A semicolon ends a field where the comma is the sign of decimals.
  private static let quoted: Set<Unicode.Scalar> = [",", "\"", ";", " ", "'"]
}
