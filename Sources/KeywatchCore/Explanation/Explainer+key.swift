// Whose key it was, and what says so.
extension Explainer {
  /// The identity with its reason.
  func key(_ request: Request, _ part: Part) -> String {
    let finding = request.finding
    var text = finding.identity.name(in: configuration) + ": " + basis(request)
    if finding.isPrevious { text += ", an earlier value of it" }
    if finding.isRetired { text += ", and it is retired" }
    if let own = part.request, own.finding != finding { text += ", in another line of the request" }
    return text
  }

  private func basis(_ request: Request) -> String {
    switch request.finding.basis {
    case .nothing: "the line does not say which key"
    case .null: "the field of its name holds nothing"
    case .label: label(request.finding.identity)
    case .fingerprint:
      request.finding.identity.keyIndex == nil
        ? "by a fingerprint that is none of ours" : "by its fingerprint"
    case .raw: "the key itself stands in the line; an exposure"
    case .value: "what stands in the key's place is none of ours"
    case .emptyHeader: "the key's header is empty"
    case .noHeader: "the request's headers are there, and the key's is not among them"
    case .mask: "the log hides the key"
    case .reason: "by the reason that the line gives"
    case .aborted: "the request got no answer"
    }
  }

  private func label(_ identity: KeyIdentity) -> String {
    switch identity {
    case .keyless: "the key's field is empty, or says so"
    case .unknown: "the key's field says so"
    default: "by its label"
    }
  }
}

extension Explainer {
  /// What a request can prove.
  struct Evidence {
    let isSome: Bool
    let text: String

    init(_ request: Request, _ configuration: Configuration) {
      let isOperator =
        request.attribution == .rule
        && configuration.callers[safe: Int(request.caller) - 1]?.role == .operator
      switch request.kind {
      case .notAttempt:
        self.init(request.api < 0 ? "the path is outside the APIs" : "a preflight without a key")
      case .probe: self.init("a probe of keywatch")
      case .tryOut: self.init(isSome: true, "a try-out: it only shows that the key was tested")
      case _ where isOperator: self.init("the caller is an operator")
      case _ where request.finding.identity.keyIndex == nil: self.init("no key of ours is named")
      case .weak, .request:
        let isWeak = request.kind == .weak || request.traits.isWeak
        self.init(
          isSome: true, isWeak ? "weak: words that others may have written, too" : "strong")
      }
    }

    private init(isSome: Bool = false, _ text: String) {
      self.isSome = isSome
      self.text = isSome ? text : "none: \(text)"
    }
  }
}
