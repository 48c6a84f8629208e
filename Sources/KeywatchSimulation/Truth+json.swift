import KeywatchCore

extension Truth {
  /// The truth as a report would have it: the same fields, those of a report that it can know.
  package var json: [UInt8] {
    var text: [UInt8] = []
    text.append("{\n  \"schema\": 1,\n  \"lines\": {\"read\": ")
    text.append(decimal: lines)
    text.append(", \"decoded\": ")
    text.append(decimal: requests)
    text.append(", \"undecoded\": ")
    text.append(decimal: others)
    text.append("},\n  \"requests\": ")
    text.append(decimal: requests)
    text.append(",\n  \"outcomes\": ")
    Self.append(outcomes, to: &text)
    text.append(",\n  \"not_attempts\": ")
    Self.append(notAttempts, to: &text)
    text.append(",\n  \"keys\": [")
    for (i, identity) in configuration.identities.enumerated() {
      text.append(i == 0 ? "\n    " : ",\n    ")
      append(identity, to: &text)
    }
    text.append("\n  ],\n  \"rejections\": {\"total\": ")
    text.append(decimal: Reason.allCases.reduce(0) { $0 + rejected($1) })
    text.append(", \"reasons\": {")
    let reasons = Reason.allCases.filter { rejected($0) > 0 }
    for (i, reason) in reasons.sorted(by: { rejected($0) > rejected($1) }).enumerated() {
      text.append(i == 0 ? "\"" : ", \"")
      text.append(text: reason.word)
      text.append("\": ")
      text.append(decimal: rejected(reason))
    }
    text.append("}}\n}\n")
    return text
  }

  private func append(_ identity: KeyIdentity, to text: inout [UInt8]) {
    let row = self[identity]
    text.append("{\"key\": ")
    text.appendQuoted(identity.name(in: configuration))
    text.append(", \"requests\": ")
    text.append(decimal: row.counts.accepted + row.counts.rejected)
    text.append(", \"accepted\": ")
    text.append(decimal: row.counts.accepted)
    text.append(", \"rejected\": ")
    text.append(decimal: row.counts.rejected)
    text.append(", \"first\": ")
    text.appendJSON(row.first?.written)
    text.append(", \"last\": ")
    text.appendJSON(row.last?.written)
    text.append(", \"apis\": {")
    let used = row.apis.indices.filter { row.apis[$0] != Counts() }
    for (i, api) in used.enumerated() {
      if i > 0 { text.append(", ") }
      text.appendQuoted(configuration.apis[api].name)
      text.append(": ")
      Self.append(row.apis[api], to: &text)
    }
    text.append("}}")
  }

  private static func append(_ counts: Counts, to text: inout [UInt8]) {
    text.append("{\"accepted\": ")
    text.append(decimal: counts.accepted)
    text.append(", \"rejected\": ")
    text.append(decimal: counts.rejected)
    text.append("}")
  }
}
