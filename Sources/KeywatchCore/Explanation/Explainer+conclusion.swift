// What a record is counted as, in words.
extension Explainer {
  /// How a part ends.
  func conclusion(
    _ content: OpenLine.Content, _ part: Part, _ tally: borrowing Tally
  ) -> ([Step], Explanation.Outcome) {
    switch content {
    case .request(let request):
      let evidence = Evidence(request, configuration)
      let steps = [
        Step("key", key(request, part)), Step("request", outcome(request, part, tally)),
        Step("evidence", evidence.text),
      ]
      return (steps, .request(isEvidence: evidence.isSome))
    case .merged(let start):
      let other = lines[start].map { "line \($0.number)" } ?? "another line"
      return ([Step("request", "the one of \(other), and counted there")], .merged)
    case .suspect:
      let doubt = part.doubt ?? "it stands between two pieces of a line that a client may have cut"
      return ([Step("suspect", "\(doubt): counted apart, and never evidence")], .suspect)
    case .undecoded(let reason):
      return ([Step("undecoded", "\(reason.word): \(why(reason, part))")], .undecoded(reason))
    case .blank: return ([Step("blank", "nothing in it")], .blank)
    case .outside: return ([Step("outside", "of the time that is asked for")], .outside)
    }
  }

  /// Why words may be a client's.
  static func doubt(_ context: LineContext) -> String {
    if context.isRepaired { return "with its quotes put in order, a client's words may be fields" }
    return context.isLogger
      ? "what a program logs as words may hold an object that a client sent"
      : "the object stands behind or before words that a client may have sent"
  }

  private func why(_ reason: Undecoded, _ part: Part) -> String {
    switch reason {
    case .notARequest:
      part.hasFields
        ? "it takes two of status, method and path, or words about a key with its path or address; "
          + "if a field of yours has another name, `fields:` in the configuration can say so"
        : "no status, method or path is found in it, and no sentence about a key"
    case .malformed: "\(part.broken ?? "the object is broken"); it has to be whole, on one line"
    default: Self.explained(reason)
    }
  }

  static func explained(_ reason: Undecoded) -> String {
    switch reason {
    case .notARequest: "it is no request"
    case .malformed: "the beginning of the line is no whole object"
    case .fragment: "a piece of a line, cut by a client or on its way"
    case .oversize: "longer than a line may be"
    case .nulHole: "zeros where text should be, as after a crash"
    case .ambiguous: "two values for the status or the key; it should say each once"
    case .unterminated: "its end is missing"
    }
  }

  private func outcome(_ request: Request, _ part: Part, _ tally: borrowing Tally) -> String {
    let said = request.reason.map { "rejected, \($0.word)" } ?? "accepted"
    let caller = tally.callers[Int(request.caller)]
    let by =
      switch request.attribution {
      case .rule:
        part.request?.caller == request.caller && !part.rules.isEmpty
          ? " (by \(part.rules.joined(separator: ", ")))" : " (by another line of the request)"
      case .holder: " (who holds the key)"
      case .field: " (as the line says)"
      case .learnt: " (by address and program)"
      case .unattributed: ""
      }
    let api = configuration.apis[safe: request.api]?.name ?? "outside the APIs"
    return "\(said) · \(caller.plain)\(by) · \(api)"
  }
}
