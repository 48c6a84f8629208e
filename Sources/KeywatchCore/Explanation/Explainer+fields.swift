// Which field became what.
extension Explainer {
  /// In the order in which they are told; the time has a step of its own.
  private static let told: [Field] = [
    .status, .method, .path, .source, .forwardedFor, .userAgent, .host, .referer, .requestID,
    .caller, .key, .keyHeader, .keyFingerprint, .keyState, .authOutcome, .authReason, .outcome,
    .event,
  ]

  /// The fields of a record, each with the name the line has for it.
  func described(
    _ record: borrowing Record, _ decoder: borrowing LineDecoder
  ) -> [Step] {
    var texts: [String] = []
    for field in Self.told {
      guard let value = record.value(field) else { continue }
      var text = field.configurationName + " " + text(field, value, record.kind(field))
      text += named(field, decoder)
      texts.append(text)
    }
    return texts.isEmpty ? [] : [Step("fields", texts.joined(separator: " · "))]
  }

  /// When it happened, and what says so.
  func time(
    of request: Request, _ record: borrowing Record, _ decoder: borrowing LineDecoder,
    _ context: LineContext
  ) -> Step {
    guard let time = request.time else {
      return Step("time", "not stated, neither by the line nor by a wrapper")
    }
    let moment = String(decoding: Timestamp(milliseconds: time).written, as: UTF8.self)
    guard request.hasOwnTime, let value = record.value(.time) else {
      return Step("time", "\(moment), as its wrapper states")
    }
    let own = shown(value, limit: 60) + named(.time, decoder)
    return context.hasZone && !value.statesZone
      ? Step("time", "\(moment), as its wrapper states; \(own) has no zone")
      : Step("time", "\(own) → \(moment)")
  }

  /// The line's own name for a field, where it is another one than ours.
  private func named(_ field: Field, _ decoder: borrowing LineDecoder) -> String {
    guard let name = decoder.name(of: field), Array(field.configurationName.utf8) != name else {
      return ""
    }
    return " (\(shown(name, limit: 60)))"
  }

  private func text(_ field: Field, _ value: Bytes, _ kind: Record.Kind) -> String {
    if kind == .null { return "null" }
    if value.isEmpty { return "empty" }
    switch field {
    case .key: return names(value) ? shown(value, limit: 40) : Self.hidden
    case .keyHeader: return value.equals("-") ? "-" : Self.hidden
    case .keyFingerprint: return isOurs(value) ? shown(value, limit: 80) : Self.hidden
    case .path, .referer:
      // A query may hold a key.
      let path = value.firstIndex(of: 0x3f).map(value.first) ?? value
      return shown(path, limit: 120)
    case .event, .authReason, .authOutcome, .outcome:
      // A word is an event's name; among several there may be what somebody took for a key.
      return value.firstIndex(of: 0x20) == nil ? shown(value, limit: 40) : "in words"
    default: return shown(value, limit: 120)
    }
  }

  private static let hidden = "‹hidden›"

  private func names(_ word: Bytes) -> Bool {
    LabelWords(configuration).contains(word) || word.equals("-")
  }

  /// Whether it is the fingerprint of a configured key, or the beginning of one.
  private func isOurs(_ print: Bytes) -> Bool {
    let digits = (print.hasPrefix("sha256:") ? print.dropping(7) : print).first(16).text
      .lowercased()
    return digits.utf8.count >= 8
      && configuration.keys.contains { key in
        let prints = key.previousFingerprints + (key.fingerprint.map { [$0] } ?? [])
        return prints.contains { $0.description.hasPrefix(digits) }
      }
  }

  /// A text of the log without keys, cut, and with everything unseen written out.
  func shown(_ bytes: Bytes, limit: Int) -> String { shown(bytes.first(1024).array, limit: limit) }

  func shown(_ bytes: [UInt8], limit: Int) -> String {
    let masked = masker.mask(Array(bytes.prefix(1024)), hidesUnknown: true)
    var text = PlainText(masked).text
    if text.count > limit { text = text.prefix(limit) + "…" }
    while text.last == " " { text.removeLast() }
    return text
  }
}
