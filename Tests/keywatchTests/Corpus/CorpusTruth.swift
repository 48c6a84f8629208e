import KeywatchCore

/// What a log says in numbers: requests, what became of them, and whose key they were made with.
struct CorpusTruth: Sendable, Equatable, Decodable, CustomStringConvertible {
  struct Outcomes: Sendable, Equatable, Decodable {
    var accepted: Int
    var rejected: Int
  }

  var requests: Int
  var outcomes: Outcomes
  /// By identity, as reports call it; all of them, also at zero.
  var keys: [String: Int]
  /// Why these numbers, where a reader of the log might have others.
  var why: String?

  /// What was counted.
  init(_ snapshot: Snapshot) {
    requests = snapshot.lines.decoded
    outcomes = Outcomes(accepted: snapshot.accepted, rejected: snapshot.rejected)
    keys = Dictionary(snapshot.keys.map { ($0.name, $0.requests) }, uniquingKeysWith: +)
  }

  /// Nothing.
  init() {
    requests = 0
    outcomes = Outcomes(accepted: 0, rejected: 0)
    keys = [:]
  }

  static func + (a: CorpusTruth, b: CorpusTruth) -> CorpusTruth {
    var sum = a
    sum.requests += b.requests
    sum.outcomes.accepted += b.outcomes.accepted
    sum.outcomes.rejected += b.outcomes.rejected
    sum.keys.merge(b.keys, uniquingKeysWith: +)
    return sum
  }

  static func == (a: CorpusTruth, b: CorpusTruth) -> Bool {
    a.requests == b.requests && a.outcomes == b.outcomes && a.keys == b.keys
  }

  var description: String {
    let keys = keys.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.value)"
    }
    return "\(requests) = \(outcomes.accepted)+\(outcomes.rejected): "
      + keys.joined(separator: ", ")
  }
}
