/// The stretch of time that counts, shares and graphs of the keys are about.
enum Span: Int, CaseIterable, Sendable {
  case all, week, day, hour

  /// Seconds back from now; nil for everything.
  var seconds: Int64? {
    switch self {
    case .all: nil
    case .week: 7 * 86_400
    case .day: 86_400
    case .hour: 3600
    }
  }

  /// The span `steps` further in the list, round and round.
  func moved(by steps: Int) -> Span {
    let count = Self.allCases.count
    return Self.allCases[((rawValue + steps) % count + count) % count]
  }
}
