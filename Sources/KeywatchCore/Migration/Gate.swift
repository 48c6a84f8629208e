/// One thing that must hold before a caller counts as switched.
struct Gate: Sendable, Equatable {
  /// 0…1; 1 when it is met.
  var progress: Double
  /// What is missing, one clause each; empty when it is met.
  var missing: [String] = []
  /// When it would be met at the present rate; nil where it is or nothing tells.
  var expected: Timestamp?

  var isMet: Bool { missing.isEmpty }

  static let met = Gate(progress: 1)
}
