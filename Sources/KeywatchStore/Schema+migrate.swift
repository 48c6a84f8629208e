import GRDB

extension Schema {
  private static let ourselves: Int64 = 0x6b65_7977

  /// Leads a state to the version after the last of `steps`, in one transaction: a kill in the middle leaves the version
  /// it had. What is no state of ours afterwards is damaged; another program's database is left alone.
  static func migrate(
    _ db: Database, _ path: String, by steps: [[String]] = Schema.steps
  ) throws {
    try db.inTransaction(.immediate) {
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard version <= steps.count else {
        throw StoreError.newer(path: path, version: version)
      }
      guard version >= 0 else { throw StoreError.damaged(path) }
      if version == 0 { try refuseStranger(db, path) }
      for step in steps.dropFirst(version) {
        for statement in step { try db.execute(sql: statement) }
      }
      if version < steps.count {
        try db.execute(
          sql: "PRAGMA user_version = \(steps.count); PRAGMA application_id = \(ourselves)")
      }
      return .commit
    }
    guard try isOurs(db, steps) else { throw StoreError.damaged(path) }
  }

  /// A file without our version must be empty to become a state.
  private static func refuseStranger(_ db: Database, _ path: String) throws {
    let names = try String.fetchSet(db, sql: "SELECT name FROM sqlite_schema")
    guard !names.isEmpty else { return }
    let mark = try Int64.fetchOne(db, sql: "PRAGMA application_id")
    guard mark != ourselves, !names.contains("state") else { throw StoreError.damaged(path) }
    throw StoreError.failed(path: path, cause: "it is another program's database")
  }

  /// Whether all our tables are there as we make them, and nothing that would run by itself. Further tables and indices
  /// do no harm.
  private static func isOurs(_ db: Database, _ steps: [[String]]) throws -> Bool {
    let wanted = try DatabaseQueue().inDatabase { fresh in
      for statement in steps.joined() { try fresh.execute(sql: statement) }
      return try objects(fresh)
    }
    let found = try objects(db)
    return wanted.isSubset(of: found)
      && !found.contains { $0.hasPrefix("trigger ") || $0.hasPrefix("view ") }
  }

  private static func objects(_ db: Database) throws -> Set<String> {
    try String.fetchSet(
      db, sql: "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema")
  }
}
