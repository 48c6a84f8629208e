import KeywatchCore

/// Counts, rates and graphs of all identities over a span, read from the time line once.
struct Figures: Sendable {
  private var perSpan: [[Int]] = []
  /// Shortest first.
  private var windows: [Window] = []

  /// Counts by identity code, and the seconds they took.
  private struct Window: Sendable {
    var counts: [[Int]]
    var seconds: Int64

    func count(_ identity: KeyIdentity?) -> Int {
      guard let identity else { return counts.reduce(0) { $0 + ($1.first ?? 0) } }
      return counts[safe: Int(identity.code)]?.first ?? 0
    }
  }

  /// Which rows `perSpan` is made from.
  private struct Stretch: Equatable, Sendable {
    var start: Int64
    var stop: Int64
    var width: Int64
    var mode: Liveness.Mode
  }
  private var stretch: Stretch?
  /// How many requests the windows were made of, and the row they end in.
  private var reading: (requests: Int, row: Int64)?

  /// `previous` figures are kept where nothing can have changed: the time line is long, and a
  /// picture is made every second. While lines come in live, whole rows no longer change.
  init(
    _ snapshot: Snapshot, _ mode: Liveness.Mode, from: Timestamp?, to end: Timestamp,
    previous: Figures? = nil
  ) {
    guard let from, let first = snapshot.first else { return }
    let timeline = snapshot.timeline
    // Only whole rows: the present one is still filling and would look like a fall.
    let last = Self.floor(end.seconds, timeline.width)
    let start = Self.floor(from.seconds, timeline.width)
    let stop = last > start ? last : last + timeline.width
    let rows = Int(clamping: (stop - start) / timeline.width)
    let stretch = Stretch(start: start, stop: stop, width: timeline.width, mode: mode)
    let isUnchanged = previous?.reading.map { $0 == (snapshot.requests, last) } ?? false
    if let previous, previous.stretch == stretch, mode == .live || isUnchanged, last > start {
      perSpan = previous.perSpan
    } else {
      perSpan = timeline.series(
        from: Timestamp(seconds: start), to: Timestamp(seconds: stop),
        buckets: min(Picture.buckets, max(rows, 1)))
    }
    self.stretch = stretch
    reading = (snapshot.requests, last)
    if isUnchanged, let previous {
      windows = previous.windows
      return
    }
    windows = [Int64](arrayLiteral: 300, 3600, 86_400).map { length in
      let start = max(
        Self.floor(end.seconds - length, timeline.width), Self.floor(first.seconds, timeline.width))
      let counts = timeline.series(
        from: Timestamp(seconds: start), to: Timestamp(seconds: end.seconds + 1), buckets: 1)
      return Window(counts: counts, seconds: max(end.seconds - start, 1))
    }
  }

  /// Requests of an identity within the span.
  func count(_ identity: KeyIdentity) -> Int { series(identity).reduce(0, +) }

  /// Its requests over time, oldest first; empty where nothing is known.
  func series(_ identity: KeyIdentity) -> [Int] { perSpan[safe: Int(identity.code)] ?? [] }

  /// Its requests per second (nil: of all), over the last 5 minutes, hour or day, whichever
  /// first has enough to tell.
  func rate(_ identity: KeyIdentity?) -> Double {
    var shorter: (rate: Double, seconds: Double)?
    for (window, least) in zip(windows, [10, 3, 1]) {
      let count = window.count(identity)
      let rate = Double(count) / Double(window.seconds)
      // A longer window must not speak for a stretch in which it would have seen a good deal.
      if let shorter, rate * shorter.seconds >= 10 { return shorter.rate }
      if count >= least { return rate }
      shorter = (rate, Double(window.seconds))
    }
    return 0
  }

  private static func floor(_ seconds: Int64, _ width: Int64) -> Int64 {
    let rest = seconds % width
    return seconds - (rest < 0 ? rest + width : rest)
  }
}
