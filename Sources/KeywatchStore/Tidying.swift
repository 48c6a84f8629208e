import GRDB
import KeywatchCore

/// What is done with a state once an hour: what is old is folded, what is too much is dropped, space is given back.
///
/// It goes by portions, so that no transaction is long whatever the state holds.
struct Tidying {
  private enum Chore {
    case clear(Int), count, fold(Int), drop(Int), lookAtAddresses, dropAddresses, giveBack

    /// A row that comes to us takes longer than one that SQLite only passes.
    var weight: Int { if case .lookAtAddresses = self { 8 } else { 1 } }
  }

  /// Rows of uses by hour kept at most; beyond, the oldest hours become days.
  private static let hourRowLimit = 400_000
  /// Rows of a portion, all of which may have to be changed; so many portions are only looked at in one go.
  private static let portion = 1_000
  private static let looks = 16

  private var left: ArraySlice<Chore> = []
  /// What the chore that has begun has not come to.
  private var rest: Stretch?
  /// The hour before which no row of a table has minutes, as far as this run has seen to it.
  private var cleared: [Int64?] = [nil, nil]
  private var hourRows = 0
  /// The hour before which there are too many.
  private var early = Int64.min
  private var addresses = RareAddresses()

  /// Does the next of it; true when nothing is left.
  mutating func advance(_ db: Database, _ limits: RetentionLimits) throws -> Bool {
    if left.isEmpty {
      (hourRows, early) = (0, .min)
      left = [
        .clear(0), .clear(1), .count, .fold(0), .fold(1), .drop(0), .drop(1), .lookAtAddresses,
        .dropAddresses, .giveBack,
      ]
    }
    var (looks, end) = (0, db.totalChangesCount + Self.portion)
    while let chore = left.first, looks < Self.looks, db.totalChangesCount < end {
      looks += chore.weight
      guard try perform(chore, db, limits) else { continue }
      left.removeFirst()
      rest = nil
    }
    return left.isEmpty
  }

  /// Does a portion of a chore; true when that was the last one.
  private mutating func perform(
    _ chore: Chore, _ db: Database, _ limits: RetentionLimits
  ) throws -> Bool {
    switch chore {
    case .clear(let index): return try clear(index, db, before: limits.minutes)
    case .count: return try count(db)
    case .fold(let index):
      let table = HourTable.all[index]
      let part = try next(of: table.hours, db, before: max(limits.hours, early))
      try db.execute(sql: table.fold(part), arguments: part.arguments)
      return try delete(part, db)
    case .drop(let index):
      let day = RetentionLimits.day(of: limits.days)
      return try delete(next(of: HourTable.all[index].days, db, before: day), db)
    case .lookAtAddresses: return try addresses.look(Self.portion, db)
    case .dropAddresses: return try addresses.drop(Self.portion, db)
    case .giveBack:
      try db.execute(sql: "PRAGMA incremental_vacuum(200)")
      return true
    }
  }

  /// The next portion of a table, or all that is left of it.
  private mutating func next(
    of table: Stretch, _ db: Database, before limit: Int64
  ) throws -> Stretch {
    var stretch = rest ?? table
    stretch.before = limit
    let part = try stretch.first(Self.portion, db)
    rest = part?.rest
    return part ?? stretch
  }

  /// True where it was the last portion.
  private func delete(_ part: Stretch, _ db: Database) throws -> Bool {
    try db.execute(
      sql: "DELETE FROM \(part.table) WHERE \(part.condition)", arguments: part.arguments)
    return part.last == nil
  }

  /// Takes the minutes from hours that are too old for them, but for those where it has done so before.
  private mutating func clear(_ index: Int, _ db: Database, before limit: Int64) throws -> Bool {
    var table = HourTable.all[index].hours
    table.from = cleared[index].map { min($0, limit) }
    let part = try next(of: table, db, before: limit)
    try db.execute(
      sql:
        "UPDATE \(part.table) SET minutes = NULL WHERE \(part.condition) AND minutes IS NOT NULL",
      arguments: part.arguments)
    guard part.last == nil else { return false }
    cleared[index] = limit
    return true
  }

  /// Counts the rows of uses by hour, the newest first, to see from where on there are too many.
  private mutating func count(_ db: Database) throws -> Bool {
    let stretch = rest ?? HourTable.all[0].hours.backwards
    guard let part = try stretch.first(Self.portion, db) else { return true }
    rest = part.rest
    hourRows += Self.portion
    guard hourRows >= Self.hourRowLimit else { return false }
    if let hour = part.last?[0].number { early = hour == .max ? hour : hour + 1 }
    return true
  }
}
