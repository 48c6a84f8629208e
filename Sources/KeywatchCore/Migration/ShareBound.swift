/// The main number of a verdict: the share of a caller's requests that can still be on the old key.
///
/// One 5-minute slot with success on the new key is one independent look. The bound after N looks
/// is `1 - exp(-15 / N)`: 15 and not 6.9, since somebody looks again after each of them
/// (`domain.md` 3.1).
enum ShareBound {
  private static let weight = 15.0

  /// The bound after `slots` looks; 1 without any.
  static func value(slots: Int) -> Double {
    guard slots > 0 else { return 1 }
    return oneMinusExponential(of: weight / Double(slots))
  }

  /// The least number of looks whose bound is at most `limit`; nil where none within a million is.
  static func slotsNeeded(for limit: Double) -> Int? {
    var range = 1...1_000_000
    guard value(slots: range.upperBound) <= limit else { return nil }
    while range.lowerBound < range.upperBound {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        value(slots: middle) <= limit
        ? range.lowerBound...middle : (middle + 1)...range.upperBound
    }
    return range.lowerBound
  }

  /// How likely a silence as long as this is after `gaps` gaps of `total` altogether: `(1 + s /
  /// S)^-n`.
  static func chance(ofSilence silence: Int64, gaps: Int, total: Int64) -> Double {
    guard gaps > 0, total > 0, silence > 0 else { return 1 }
    let base = 1 / (1 + Double(silence) / Double(total))
    return power(base, gaps)
  }

  /// `1 - exp(-x)` for x ≥ 0 by its series, after halving x until five terms are enough for 15
  /// digits.
  private static func oneMinusExponential(of x: Double) -> Double {
    var part = x
    var halvings = 0
    while part > 0.001 {
      part /= 2
      halvings += 1
    }
    var result = part * (1 - part / 2 * (1 - part / 3 * (1 - part / 4 * (1 - part / 5))))
    // If p is missed by one half, p + p - p·p is missed by both: no cancellation, whatever x is.
    for _ in 0..<halvings { result *= 2 - result }
    return result
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var factor = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
