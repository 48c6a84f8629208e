/// The addresses whose attempts were rejected, the busiest kept: Space-Saving (Metwally, Agrawal and El Abbadi,
/// 2005). Exact while there are at most `limit` addresses; beyond, a count is too high by at most total / limit.
struct RejectedSources: ~Copyable, Sendable {
  static let limit = 65_536
  /// Distinct values kept one by one over all addresses, and for one of them.
  private static let exactLimit = 1 << 18
  private static let exactLimitEach = 4096

  struct Row: Sendable {
    var address: Address
    var count = 0
    /// The part of `count` that was another address's: the algorithm's error.
    var inherited = 0
    /// Indexed by `Reason.rawValue - 1`.
    var reasons = SIMD8<UInt32>.zero
    var first = Int64.max
    var last = Int64.min
    var distinct = DistinctValues()
    /// Of the newest attempt.
    var newest: Attempt?
    /// What is stored of it: attempts, and per reason.
    fileprivate(set) var saved = (attempts: 0, reasons: SIMD8<UInt32>.zero)
    fileprivate var isUnsaved = false

    init(address: Address) { self.address = address }

    /// Attempts that were certainly its own.
    var attempts: Int { count - inherited }
  }

  /// What is kept of one attempt; numbers of `Tally`'s name tables.
  struct Attempt: Sendable {
    var time = Int64.min
    var reason = Reason.unspecified
    var identity = KeyIdentity.unlabelled
    var presented: UInt64 = 0
    var api: Int32 = -1
    var agent: Int32 = 0
    var caller: Int32 = 0

    /// Whether this attempt is later; a tie is decided by content, so that the order of reading does not matter.
    func isNewer(than other: Attempt) -> Bool {
      (time, reason.rawValue, identity.code, presented, api)
        > (other.time, other.reason.rawValue, other.identity.code, other.presented, other.api)
    }
  }

  private(set) var rows: [Row] = []
  private var numbers: [Address: Int32] = [:]
  private var exactValues = 0
  private var hand = 0
  private var least = 1
  private var isFull = false
  /// All addresses there ever were, once they are more than there are rows.
  private var addresses = DistinctValues()
  /// All unknown values, whoever presented them.
  private(set) var unknownValues = DistinctValues()
  /// Rows with attempts that are to be saved; nil where nothing is.
  private var unsaved: [Int32]?
  /// Of those, addresses that had to make room for others.
  private var evicted: [Row] = []
  private(set) var hasNewValues = false

  /// Counts one attempt; it has a time of `Int64.min` where the line had none.
  mutating func add(_ attempt: Attempt, from address: Address) {
    let row = row(address)
    if !rows[row].isUnsaved, unsaved != nil {
      rows[row].isUnsaved = true
      unsaved?.append(Int32(truncatingIfNeeded: row))
    }
    rows[row].count &+= 1
    rows[row].reasons[Int(attempt.reason.rawValue) - 1] &+= 1
    if attempt.time != .min {
      rows[row].first = min(rows[row].first, attempt.time)
      rows[row].last = max(rows[row].last, attempt.time)
    }
    if attempt.presented != 0 {
      insert(attempt.presented, row)
      if attempt.identity == .unknown {
        unknownValues.insert(attempt.presented, limit: Self.exactLimitEach)
        hasNewValues = true
      }
    }
    if rows[row].newest.map({ attempt.isNewer(than: $0) }) ?? true { rows[row].newest = attempt }
  }

  /// Adds a row of another table whose newest attempt was translated to this one's numbers.
  mutating func merge(_ other: Row) {
    let row = row(other.address)
    rows[row].count &+= other.count
    rows[row].inherited &+= other.inherited
    rows[row].reasons &+= other.reasons
    rows[row].first = min(rows[row].first, other.first)
    rows[row].last = max(rows[row].last, other.last)
    let before = rows[row].distinct.exactCount
    rows[row].distinct.merge(other.distinct, limit: limitEach)
    exactValues += rows[row].distinct.exactCount - before
    if let newest = other.newest, rows[row].newest.map({ newest.isNewer(than: $0) }) ?? true {
      rows[row].newest = newest
    }
  }

  /// Adds what another table counted beyond its rows.
  mutating func mergeTotals(_ other: borrowing RejectedSources) {
    addresses.merge(other.addresses, limit: Self.exactLimitEach)
    unknownValues.merge(other.unknownValues, limit: Self.exactLimitEach)
  }

  /// The rows with the most attempts, ties by the text of their addresses; no row is copied for it.
  func busiest(_ count: Int) -> [Int] {
    var best: [(attempts: Int, name: String, row: Int)] = []
    for (number, row) in rows.enumerated() {
      if best.count == count, let last = best.last, row.attempts < last.attempts { continue }
      let name = row.address.description
      var place = best.count
      while place > 0, (best[place - 1].attempts, name) < (row.attempts, best[place - 1].name) {
        place -= 1
      }
      guard place < count else { continue }
      best.insert((row.attempts, name, number), at: place)
      if best.count > count { best.removeLast() }
    }
    return best.map(\.row)
  }

  /// How many different addresses there were; about, once they are more than there are rows.
  var addressCount: Int { max(rows.count, addresses.count) }
  var isAddressCountApproximate: Bool { addresses.isApproximate }

  private var limitEach: Int { exactValues < Self.exactLimit ? Self.exactLimitEach : 1 }

  private mutating func insert(_ value: UInt64, _ row: Int) {
    let before = rows[row].distinct.exactCount
    rows[row].distinct.insert(value, limit: limitEach)
    exactValues += rows[row].distinct.exactCount - before
  }

  private mutating func row(_ address: Address) -> Int {
    if let known = numbers[address] { return Int(known) }
    if rows.count == Self.limit, !isFull {
      isFull = true
      for row in rows { addresses.insert(row.address.hash, limit: Self.exactLimitEach) }
    }
    guard isFull else {
      numbers[address] = Int32(truncatingIfNeeded: rows.count)
      rows.append(Row(address: address))
      return rows.count - 1
    }
    let row = leastRow()
    if rows[row].isWorthKeeping(isFull: true), evicted.count < Self.limit {
      evicted.append(rows[row])
    }
    numbers[rows[row].address] = nil
    numbers[address] = Int32(truncatingIfNeeded: row)
    exactValues -= rows[row].distinct.exactCount
    var fresh = Row(address: address)
    // The new address takes the count over: that is the algorithm's bound.
    fresh.count = rows[row].count
    fresh.inherited = fresh.count
    rows[row] = fresh
    addresses.insert(address.hash, limit: Self.exactLimitEach)
    return row
  }

  /// A row with the least count, found by a hand that goes round: one round a value of the least count.
  private mutating func leastRow() -> Int {
    var steps = 0
    while true {
      hand = hand + 1 < rows.count ? hand + 1 : 0
      if rows[hand].count <= least { return hand }
      steps += 1
      if steps >= rows.count {
        steps = 0
        least = rows.reduce(Int.max) { min($0, $1.count) }
      }
    }
  }
}

extension RejectedSources {
  /// Keeps from now on what has to be saved.
  mutating func keepChanges() { unsaved = [] }

  /// The rows with attempts that are not stored; from now on they count as such that are.
  ///
  /// Once there are more addresses than rows, one that came a single time is not worth a place in a state.
  mutating func takeUnsaved() -> [Row] {
    var result = evicted
    evicted = []
    for number in unsaved ?? [] where rows[Int(number)].isUnsaved {
      let row = Int(number)
      rows[row].isUnsaved = false
      guard rows[row].isWorthKeeping(isFull: isFull) else { continue }
      result.append(rows[row])
      rows[row].saved = (rows[row].attempts, rows[row].reasons)
    }
    unsaved?.removeAll(keepingCapacity: true)
    return result
  }

  /// All unknown values and all addresses, where there are new ones since the last call.
  mutating func takeNewValues() -> (unknown: [UInt8], addresses: [UInt8]?)? {
    guard hasNewValues || isFull else { return nil }
    hasNewValues = false
    return (unknownValues.bytes, isFull ? addresses.bytes : nil)
  }

  /// Adds what was stored of an address; nothing of it is to be saved.
  mutating func restore(_ other: Row) {
    merge(other)
    guard let row = numbers[other.address].map(Int.init) else { return }
    rows[row].saved = (rows[row].attempts, rows[row].reasons)
  }

  /// Adds stored values.
  mutating func restore(unknown: DistinctValues, addresses others: DistinctValues) {
    unknownValues.merge(unknown, limit: Self.exactLimitEach)
    addresses.merge(others, limit: Self.exactLimitEach)
  }
}

extension RejectedSources.Row {
  /// Whether there are attempts to be saved.
  fileprivate func isWorthKeeping(isFull: Bool) -> Bool {
    attempts > saved.attempts && (!isFull || attempts > 1)
  }
}

extension Address {
  /// Well mixed, the same in every run.
  fileprivate var hash: UInt64 {
    let mixed = (high &* 0x9e37_79b9_7f4a_7c15 ^ low) &* 0xff51_afd7_ed55_8ccd
    return (mixed ^ mixed >> 33) &* 0xc4ce_b9fe_1a85_ec53
  }
}
