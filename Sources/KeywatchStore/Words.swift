import KeywatchCore

/// The words of the tables for values that are numbers in memory, and back.
enum Words {
  static let kinds: [(Use.Kind, String)] = [
    (.request, "request"), (.tryOut, "try_out"), (.probe, "probe"), (.notAttempt, "not_attempt"),
    (.weak, "weak"),
  ]
  static let attributions: [Use.Attribution] = [.rule, .holder, .field, .unattributed, .learnt]

  static func word(_ kind: Use.Kind) -> String { kinds.first { $0.0 == kind }?.1 ?? "request" }
  static func kind(_ word: String) -> Use.Kind? { kinds.first { $0.1 == word }?.0 }
  static func attribution(_ word: String) -> Use.Attribution? {
    attributions.first { $0.word == word }
  }
  static func outcome(_ reason: Reason?) -> String { reason?.word ?? "accepted" }
  /// nil for a word that is none; a nil inside for `accepted`.
  static func reason(_ word: String) -> Reason?? {
    if word == "accepted" { return .some(nil) }
    return Reason.allCases.first { $0.word == word }.map(Optional.some)
  }

  /// In the order of `Schema.lineColumns`.
  static func numbers(_ lines: LineCounts) -> [Int] {
    [lines.decoded, lines.merged, lines.suspect, lines.outside, lines.blank]
      + lines.undecodedByReason
  }

  static func lines(_ numbers: [Int]) -> LineCounts {
    var lines = LineCounts()
    guard numbers.count == Schema.lineColumns.count else { return lines }
    lines.decoded = numbers[0]
    lines.merged = numbers[1]
    lines.suspect = numbers[2]
    lines.outside = numbers[3]
    lines.blank = numbers[4]
    lines.undecodedByReason = Array(numbers[5...])
    return lines
  }
}
