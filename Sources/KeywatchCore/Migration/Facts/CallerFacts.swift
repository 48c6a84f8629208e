/// What the caller of one migration did on its API, out of one pass over the uses.
struct CallerFacts: Sendable {
  let caller: String
  private(set) var old = Activity()
  private(set) var new = Activity()
  /// Accepted requests of which the log does not say the key, or says one that we do not know.
  private(set) var unlabelled = Activity()
  /// Where either key was accepted, most used first.
  private(set) var places: [PlaceFacts] = []
  /// Newest accepted request with either key, whatever its status.
  private(set) var lastAccepted: Timestamp?
  /// Newest rejected request under any identity but the old key's.
  private(set) var lastRefused: Timestamp?
  /// Newest rejected request with the old key.
  private(set) var lastOldRefused: Timestamp?
  private(set) var oldRate = Rate()
  private(set) var newRate = Rate()
  /// Newest accepted probe or try-out with the new key.
  private(set) var tested: Timestamp?
  /// Accepted uses of the old key here by nobody known.
  private(set) var strangers: [Use] = []
  /// Rows of accepted requests here, the caller's and others'.
  private(set) var ownRows = Rows()
  private(set) var otherRows = Rows()

  /// Requests and how many of them went well.
  struct Rate: Sendable {
    private(set) var good = 0
    private(set) var all = 0

    /// Counts the requests of a use.
    mutating func add(_ use: Use) {
      all += use.count
      if use.outcome.isAccepted { good += use.count - use.serverErrors }
    }

    /// nil without any request.
    var share: Double? { all > 0 ? Double(good) / Double(all) : nil }
  }

  /// How many rows there are and how many of them name no key.
  struct Rows: Sendable {
    private(set) var all = 0
    private(set) var unlabelled = 0
    /// Of those, how many say that it is a key we do not know.
    private(set) var unknown = 0

    /// Counts a use as one row.
    mutating func add(_ use: Use) {
      all += 1
      if use.isNameless { unlabelled += 1 }
      if use.identity == .unknown { unknown += 1 }
    }
  }

  /// The rows that tell whether the log names keys: the caller's, anybody's where it has none.
  var namingRows: Rows { ownRows.all > 0 ? ownRows : otherRows }
  /// Whether every accepted request says that it came with a key we do not know.
  var namesStrangers: Bool { namingRows.unknown == namingRows.all }

  private let from: KeyIdentity
  private let to: KeyIdentity

  init(_ migration: Migration, _ observed: Observed, _ attribution: CallerAttribution) {
    caller = attribution.caller
    from = KeyIdentity(key: migration.from)
    to = KeyIdentity(key: migration.to)
    var numbers: [Place: Int] = [:]
    for (use, by) in zip(observed.uses, attribution.marks) where use.api == migration.api {
      if let by, use.kind.isOwn {
        // Weak words show that a key is in use still, and do not show that another one is.
        if use.kind == .request || use.identity != to { take(use, by, &numbers) }
      } else {
        takeForeign(use)
      }
    }
    places = places.filter { $0.count > 0 }.sorted(by: PlaceFacts.precedes)
  }

  private mutating func take(
    _ use: Use, _ by: Use.Attribution, _ numbers: inout [Place: Int]
  ) {
    switch use.identity {
    case from: oldRate.add(use)
    case to: newRate.add(use)
    default: break
    }
    guard use.outcome.isAccepted else {
      if use.identity == from {
        lastOldRefused = max(lastOldRefused ?? use.last, use.last)
      } else {
        lastRefused = max(lastRefused ?? use.last, use.last)
      }
      return
    }
    ownRows.add(use)
    if use.isNameless { unlabelled.add(use) }
    guard use.identity == from || use.identity == to else { return }
    lastAccepted = max(lastAccepted ?? use.last, use.last)
    if use.identity == from { old.add(use) } else { new.add(use) }
    let number = numbers[use.place] ?? places.count
    if number == places.count {
      numbers[use.place] = number
      places.append(PlaceFacts(place: use.place, by: by))
    }
    places[number].add(use, isOld: use.identity == from, by: by)
  }

  private mutating func takeForeign(_ use: Use) {
    guard use.outcome.isAccepted else { return }
    if use.identity == to, use.kind == .probe || use.kind == .tryOut {
      tested = max(tested ?? use.last, use.last)
    }
    if use.kind.isOwn { otherRows.add(use) }
    if use.identity == from, use.kind.isOwn, use.attribution == .unattributed {
      strangers.append(use)
    }
  }

  /// When the caller left the old key: its last use of it, or its first of the new one if that is
  /// later.
  var switched: Timestamp? {
    guard let first = new.first else { return nil }
    return max(first, old.last ?? first)
  }

  /// Accepted old-key uses by nobody known since then, the newest first.
  var strangersSinceSwitch: [Use] {
    guard let switched else { return [] }
    return strangers.filter { $0.last > switched }.sorted {
      $0.last != $1.last ? $0.last > $1.last : $0.place < $1.place
    }
  }

  /// What could be known of the caller's keys when `slot` began.
  func before(_ slot: Int64) -> CallerFacts {
    var result = self
    result.old = old.before(slot)
    result.new = new.before(slot)
    result.places = places.map { $0.before(slot) }
    return result
  }
}

extension Use {
  /// Whether an accepted request names no key of ours: a server accepts no key it does not know, so it is we who
  /// do not know it.
  fileprivate var isNameless: Bool { identity == .unlabelled || identity == .unknown }
}
