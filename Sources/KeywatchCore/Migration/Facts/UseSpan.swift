/// So many requests, from the first to the last of them.
struct UseSpan: Sendable, Equatable {
  private(set) var count: Int
  private(set) var first: Timestamp
  private(set) var last: Timestamp

  init(_ use: Use) {
    count = use.count
    first = use.first
    last = use.last
  }

  /// What of some uses came after a moment (all for nil); nil if nothing did.
  ///
  /// Rows keep no instants between first and last, so the count is that of the whole rows.
  init?(_ uses: [Use], after moment: Timestamp?) {
    let later = uses.filter { use in moment.map { use.last > $0 } ?? true }
    guard let one = later.first else { return nil }
    self.init(one)
    for use in later.dropFirst() { extend(use) }
    if let moment { first = max(first, moment) }
  }

  /// Adds a use.
  mutating func extend(_ use: Use) {
    count += use.count
    first = min(first, use.first)
    last = max(last, use.last)
  }
}

extension UseSpan? {
  /// Adds a use to what may be nothing yet.
  mutating func extend(_ use: Use) {
    if self?.extend(use) == nil { self = UseSpan(use) }
  }
}
