/// The time for which the log was really seen: stretches from first to last line, less the holes in
/// them.
struct CoveredTime: Sendable, Equatable {
  /// From one moment to a later one.
  struct Stretch: Sendable, Equatable {
    var from: Timestamp
    var to: Timestamp
  }

  /// Ascending and disjoint; holes are not taken off.
  private let spans: [Stretch]
  /// Ascending and disjoint. One source's hole counts even where another source was seen: what
  /// passed through the first is unknown all the same.
  private let holes: [Stretch]

  /// Falls back to the span of all events where no source says what it covered.
  init(_ coverage: [Coverage], first: Timestamp? = nil, last: Timestamp? = nil) {
    var spans = coverage.compactMap { Self.stretch($0.from, $0.to) }
    if spans.isEmpty, let all = Self.stretch(first, last) { spans = [all] }
    self.spans = Self.union(spans)
    holes = Self.union(coverage.flatMap(\.holes).compactMap { Self.stretch($0.from, $0.to) })
  }

  /// When the log begins.
  var start: Timestamp? { spans.first?.from }

  /// Milliseconds between two moments that were seen: all of them but the holes; 0 if `to` is not
  /// later.
  func seen(from: Timestamp, to: Timestamp) -> Int64 {
    let length = to.since(from)
    guard length > 0 else { return 0 }
    return length - Self.overlap(holes, from, to)
  }

  /// Milliseconds within the holes between two moments.
  func hidden(from: Timestamp, to: Timestamp) -> Int64 { Self.overlap(holes, from, to) }

  /// Whether at least `length` milliseconds before `end` were covered, a weekend among them.
  func precedes(_ end: Timestamp, atLeast length: Int64) -> Bool {
    let begin = Timestamp(milliseconds: .min)
    var total: Int64 = 0
    var weekend: Int64 = 0
    for span in Self.clip(spans, begin, end) {
      total += span.to.since(span.from) - Self.overlap(holes, span.from, span.to)
      weekend += Self.weekendSeconds(span)
      for hole in Self.clip(holes, span.from, span.to) { weekend -= Self.weekendSeconds(hole) }
    }
    return total >= length && weekend >= 2 * 86_400
  }

  private static func stretch(_ from: Timestamp?, _ to: Timestamp?) -> Stretch? {
    guard let from = from.map(sane), let to = to.map(sane), from < to else { return nil }
    return Stretch(from: from, to: to)
  }

  /// Within 100,000 years, so that no sum of stretches overflows, whatever a store holds.
  private static func sane(_ time: Timestamp) -> Timestamp {
    let limit: Int64 = 3_155_760_000_000_000
    return Timestamp(milliseconds: min(max(time.milliseconds, -limit), limit))
  }

  private static func union(_ stretches: [Stretch]) -> [Stretch] {
    var result: [Stretch] = []
    for stretch in stretches.sorted(by: { $0.from < $1.from }) {
      if let last = result.last, stretch.from <= last.to {
        result[result.count - 1].to = max(last.to, stretch.to)
      } else {
        result.append(stretch)
      }
    }
    return result
  }

  private static func clip(
    _ stretches: [Stretch], _ from: Timestamp, _ to: Timestamp
  ) -> [Stretch] {
    stretches.compactMap { stretch(max($0.from, from), min($0.to, to)) }
  }

  private static func overlap(
    _ stretches: [Stretch], _ from: Timestamp, _ to: Timestamp
  ) -> Int64 {
    guard !stretches.isEmpty else { return 0 }
    return clip(stretches, from, to).reduce(0) { $0 + $1.to.since($1.from) }
  }

  /// Seconds of a stretch that lie on a Saturday or Sunday, UTC.
  private static func weekendSeconds(_ stretch: Stretch) -> Int64 {
    weekendSeconds(before: stretch.to) - weekendSeconds(before: stretch.from)
  }

  private static func weekendSeconds(before time: Timestamp) -> Int64 {
    // 1970-01-03 was a Saturday; weeks are counted from there.
    let week: Int64 = 7 * 86_400
    let seconds = time.seconds - 2 * 86_400
    let weeks = seconds >= 0 ? seconds / week : (seconds - week + 1) / week
    return weeks * 2 * 86_400 + min(seconds - weeks * week, 2 * 86_400)
  }
}
