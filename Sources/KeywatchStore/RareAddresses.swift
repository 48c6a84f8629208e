import GRDB

/// Finds which rejected addresses are too many: of each SOURCE those that were rejected least often and longest ago.
struct RareAddresses {
  /// Addresses kept at most per SOURCE.
  private static let limit = 65_536
  private static let table = Stretch(table: "rejected", key: ["source", "address"])

  private var rest: Stretch?
  /// How often and when last each address of a SOURCE was rejected.
  private var ranks: [Int64: [(count: Int64, last: Int64)]] = [:]
  /// Of those SOURCEs that have too many, up to which rank they go.
  private var surplus: [(source: Int64, count: Int64, last: Int64)] = []

  /// Looks at so many addresses; true when it has seen them all.
  mutating func look(_ count: Int, _ db: Database) throws -> Bool {
    let stretch = rest ?? Self.table
    let part = try stretch.first(count, db)
    let rows = try Row.fetchCursor(
      db, sql: "SELECT source, count, last FROM rejected WHERE \((part ?? stretch).condition)",
      arguments: (part ?? stretch).arguments)
    while let row = try rows.next() {
      guard let source = row.at(0).number, source < .max else { continue }
      ranks[source, default: []].append((row.at(1).number ?? 0, row.at(2).number ?? 0))
    }
    rest = part?.rest
    if part == nil { judge() }
    return part == nil
  }

  private mutating func judge() {
    surplus = ranks.compactMap { source, ranks in
      guard ranks.count > Self.limit else { return nil }
      let last = ranks.sorted(by: <)[ranks.count - Self.limit - 1]
      return (source, last.count, last.last)
    }
    ranks = [:]
  }

  /// Drops what is too much among so many addresses; true when nothing is left to be dropped.
  mutating func drop(_ count: Int, _ db: Database) throws -> Bool {
    guard let (source, least, last) = surplus.last else { return true }
    var stretch = rest ?? Self.table
    (stretch.from, stretch.before) = (source, source + 1)
    let part = try stretch.first(count, db)
    try db.execute(
      sql: "DELETE FROM rejected WHERE \((part ?? stretch).condition) AND (count, last) <= (?, ?)",
      arguments: (part ?? stretch).arguments + [least, last])
    rest = part?.rest
    if part == nil { surplus.removeLast() }
    return surplus.isEmpty
  }
}
