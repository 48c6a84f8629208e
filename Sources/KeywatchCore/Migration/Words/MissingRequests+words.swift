extension MissingRequests {
  /// What is wrong with the log, one sentence.
  func sentence(_ caller: String) -> String {
    switch self {
    case .noLine: "No line has been read yet, so nothing is known of \(caller)."
    case .outside(let count): "\(Self.none(count, "request")) lies between --since and --until."
    case .elsewhere(let count): "\(Self.none(count, "request")) is on a configured API."
    case .notRequests(let count):
      "\(Self.none(count, "line")) is a request: messages of a server, or a format keywatch does not know."
    case .notUnderstood(let count, let reason, let worst):
      "\(Self.none(count, "line")) was understood: \(Self.words(reason, worst))."
    }
  }

  /// What the operator can do about it.
  var cure: String {
    switch self {
    case .noLine: "Send a request; where the server logs none: \(Wording.snippet)."
    case .outside: "Widen --since and --until, or leave them out."
    case .elsewhere: "keywatch init, then the paths of your APIs under apis: in keywatch.yaml."
    case .notRequests: "keywatch explain FILE; to log requests: \(Wording.snippet)."
    case .notUnderstood: "keywatch explain FILE says of each line why."
    }
  }

  private static func none(_ count: Int, _ noun: String) -> String {
    count == 1
      ? "Not even the only \(noun) of this log"
      : "None of the \(Wording.count(count, noun, noun + "s")) of this log"
  }

  private static func words(_ reason: Undecoded, _ count: Int) -> String {
    let word = String(reason.word.map { $0 == "_" ? " " : $0 })
    return "\(Wording.count(count, "line is", "lines are")) \(word)"
  }
}
