/// What one place did with the old key and with the new one.
struct PlaceFacts: Sendable, Equatable {
  let place: Place
  private(set) var by: Use.Attribution
  private(set) var old = Activity()
  private(set) var new = Activity()

  init(place: Place, by: Use.Attribution) {
    self.place = place
    self.by = by
  }

  /// Counts an accepted use of the old key or of the new one.
  mutating func add(_ use: Use, isOld: Bool, by attribution: Use.Attribution) {
    if isOld { old.add(use) } else { new.add(use) }
    by = min(by, attribution)
  }

  var count: Int { old.count + new.count }

  /// Where the place stands, as `domain.md` 3.4 rule 5 has it.
  ///
  /// `quiet` comes before `both`: a place that went back to the old key and then died is no open
  /// question for ever.
  func state(_ silence: Silence) -> PlaceStatus.State {
    guard let lastOld = old.last else { return .moved }
    let newUses = new.count(after: old)
    if newUses >= 3, silence.isSilent(old) { return .moved }
    let isQuiet = silence.length(since: lastOld) > silence.quietAfter(old)
    if newUses == 0, isQuiet { return .quiet }
    return new.count > 0 ? .both : .oldOnly
  }

  /// What could be known of it when `slot` began.
  func before(_ slot: Int64) -> PlaceFacts {
    var result = self
    result.old = old.before(slot)
    result.new = new.before(slot)
    return result
  }

  /// Most used first, then by name.
  static func precedes(_ a: PlaceFacts, _ b: PlaceFacts) -> Bool {
    a.count != b.count ? a.count > b.count : a.place < b.place
  }
}

extension PlaceStatus.State {
  /// Whether the place may still be on the old key.
  var isOpen: Bool { self == .oldOnly || self == .both }
}

extension Place: Comparable {
  /// By address, route and program.
  package static func < (a: Place, b: Place) -> Bool {
    (a.source, a.route, a.userAgent) < (b.source, b.route, b.userAgent)
  }
}

extension Use.Attribution: Comparable {
  /// Surest first.
  private var rank: Int {
    switch self {
    case .rule: 0
    case .field: 1
    case .holder: 2
    case .learnt: 3
    case .unattributed: 4
    }
  }

  /// Whether `a` is the surer one.
  package static func < (a: Use.Attribution, b: Use.Attribution) -> Bool { a.rank < b.rank }
}
