/// What a silence means: how long it lasts, holes taken off, and how long it must last to say
/// something.
struct Silence: Sendable {
  let covered: CoveredTime
  let limits: EvidenceLimits
  let now: Timestamp

  /// The same judgement at an earlier moment.
  func at(_ moment: Timestamp) -> Silence {
    Silence(covered: covered, limits: limits, now: moment)
  }

  /// Milliseconds since a moment for which the log was seen.
  func length(since moment: Timestamp) -> Int64 { covered.seen(from: moment, to: now) }

  /// The old key counts as silent after this: three times its longest gap, twice the propagation.
  func needed(after old: Activity) -> Int64 {
    max(cadence(old) ?? floor(before: old.last), Self.milliseconds(limits.propagation, times: 2))
  }

  /// Whether the key was used for the last time longer ago than it needs to count as silent.
  func isSilent(_ old: Activity) -> Bool {
    guard let last = old.last else { return true }
    return length(since: last) > needed(after: old)
  }

  /// A place that never came back counts as quiet after this; one look is no cadence.
  func quietAfter(_ old: Activity) -> Int64 {
    guard old.hasCadence, let cadence = cadence(old) else { return lookBack }
    return max(cadence, floor(before: old.last))
  }

  /// What the fourth gate asks of a place.
  func proof(after old: Activity) -> Int64 {
    let floor = max(floor(before: old.last), Self.milliseconds(limits.propagation, times: 2))
    return max(cadence(old) ?? lookBack, floor)
  }

  /// The least silence that proves anything: short only where enough of the time before it was
  /// covered.
  func floor(before moment: Timestamp?) -> Int64 {
    let isKnown = moment.map { covered.precedes($0, atLeast: lookBack) } ?? false
    return Self.milliseconds(isKnown ? limits.floor : limits.floorShort)
  }

  /// When the look-back begins.
  var horizon: Timestamp { now.advanced(byMilliseconds: -lookBack) }

  private var lookBack: Int64 { max(Self.milliseconds(limits.lookBack), 0) }

  private func cadence(_ old: Activity) -> Int64? {
    old.longestGap(covered).map { $0.multipliedReportingOverflow(by: 3) }
      .map { $0.overflow ? .max : $0.partialValue }
  }

  private static func milliseconds(_ seconds: Int64, times: Int64 = 1) -> Int64 {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: times)
    return Timestamp(seconds: overflow ? .max : product).milliseconds
  }
}
