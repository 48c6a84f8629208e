import KeywatchCore

/// What was made of some lines of a log, as `keywatch explain` writes it.
package struct Explanations: Sendable {
  private static let indent = 14

  let lines: [Explanation]
  /// Whether there are further lines that were not read.
  let isCut: Bool

  package init(_ lines: [Explanation], isCut: Bool = false) {
    self.lines = lines
    self.isCut = isCut
  }

  /// A paragraph a line of the log, and one about all of them.
  package func text(width: Int) -> String {
    guard !lines.isEmpty else { return "" }
    var page = Page(width: width)
    for line in lines {
      page.paragraph("", "line \(line.number)", indent: 0)
      for step in line.steps {
        page.paragraph("  " + step.label, step.text, indent: Self.indent)
      }
      page.blank()
    }
    for sentence in summary { page.paragraph("", sentence, indent: 0) }
    return page.text
  }

  /// How many lines were requests, and what to do where they prove nothing.
  private var summary: [String] {
    let requests = count { if case .request = $0 { true } else { false } }
    let evidence = count { $0 == .request(isEvidence: true) }
    let undecoded = count { if case .undecoded = $0 { true } else { false } }
    var sentences = [
      "\(lines.count.counted("line")): \(requests.counted("request")), "
        + "\(evidence.grouped) of them evidence of a key's use; \(undecoded.grouped) not understood."
    ]
    if isCut { sentences.append("There are more lines than these; they were not read.") }
    if requests > 0, evidence == 0 {
      sentences.append(
        "No line proves which key was used. keywatch snippet SERVER prints what makes a server log it."
      )
    } else if requests == 0, undecoded > 0 {
      sentences.append(
        "No line is a request. keywatch snippet SERVER prints a log format that is understood.")
    }
    return sentences
  }

  private func count(_ isCounted: (Explanation.Outcome) -> Bool) -> Int {
    lines.reduce(0) { $0 + $1.outcomes.count(where: isCounted) }
  }
}
