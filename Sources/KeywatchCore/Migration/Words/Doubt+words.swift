extension Doubt {
  /// What is wrong with the log, one clause.
  var clause: String {
    switch self {
    case .rejectionsOnly: "the log records refusals only"
    case .noLabels: "no accepted request names a key that keywatch knows"
    case .oneAddress: "all requests come from one address"
    case .noTimes: "the lines bear no times"
    case .sameLabel: "both keys bear the same label or value"
    }
  }
}

extension Assessment {
  /// What is wrong with the log, and what follows from it, one sentence.
  func sentence(of doubt: Doubt) -> String {
    switch doubt {
    case .rejectionsOnly:
      "This log records only refusals: accepted requests are not visible, \(Self.unproved)"
    case .noLabels where facts.namesStrangers:
      "This log names no key that keywatch knows with an accepted request, \(Self.unproved)"
    case .noLabels:
      "This log does not say which key a request was accepted with, \(Self.unproved)"
    case .oneAddress where address.isEmpty:
      "This log does not say where requests come from: callers cannot be told apart."
    case .oneAddress: "Every request comes from \(address): callers cannot be told apart."
    case .noTimes: "This log does not say when a request was made, \(Self.unproved)"
    case .sameLabel:
      "\(from) and \(to) bear the same label or value: their requests cannot be told apart."
    }
  }

  private static let unproved = "so a switch cannot be proved."

  /// What the operator can do about it.
  func cure(of doubt: Doubt) -> String {
    switch doubt {
    case .noLabels where facts.namesStrangers:
      "keywatch --env-file .env FILE, with the variables that hold your keys."
    case .oneAddress where !address.isEmpty: Self.cure(ofProxy: address)
    case .sameLabel: "Give the two keys different values, and different labels in keywatch.yaml."
    case .rejectionsOnly, .noLabels, .oneAddress, .noTimes:
      "\(Wording.snippet); for other servers: keywatch snippet --help"
    }
  }

  /// What makes the addresses behind a proxy known.
  static func cure(ofProxy address: String) -> String {
    "keywatch init, then trusted_proxies: [\(address)] in keywatch.yaml; "
      + "log X-Forwarded-For as forwarded_for."
  }
}
