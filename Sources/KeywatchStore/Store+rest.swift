import GRDB
import Glibc
import KeywatchCore

extension Store {
  /// Rows of uses by hour kept at most; beyond, the oldest hours become days.
  private static let hourRowLimit = 400_000
  /// Rejected addresses kept at most per SOURCE.
  private static let rejectedLimit = 65_536
  /// Rows that are folded in one go, so that no transaction is long.
  private static let portion = 2_000
  /// Bytes of the log of changes after which it is emptied.
  private static let logLimit = 4 << 20

  /// Does what can wait for an idle moment: folds what has become old, gives space back, empties the log of changes.
  package mutating func rest(now: Timestamp) throws(StoreError) {
    if nextTidying.map({ now >= $0 }) ?? true {
      let isDone = try tidy(now)
      nextTidying = isDone ? now.advanced(byMilliseconds: 3_600_000) : now
    }
    emptyLog()
  }

  /// Moves what the log of changes holds into the file. A reader in the middle of something is not waited for: then the
  /// log is emptied at another time.
  private func emptyLog() {
    database.inDatabase { db in
      // A row: whether it was hindered, frames in the log, frames moved.
      let moved = try? Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)")
      var status = stat()
      guard let moved, moved[1] as Int == moved[2] as Int,
        stat(path + "-wal", &status) == 0, status.st_size > Self.logLimit
      else { return }
      _ = try? db.checkpoint(.truncate)
    }
  }

  /// Folds a portion of what is too old for its grain; true when nothing is left.
  private func tidy(_ now: Timestamp) throws(StoreError) -> Bool {
    let limits = RetentionLimits(retention, now: now)
    var isDone = true
    try write { db in
      for table in ["use_hour", "key_hour"] {
        try db.execute(
          sql: "UPDATE \(table) SET minutes = NULL WHERE hour < ? AND minutes IS NOT NULL",
          arguments: [limits.minutes])
      }
      let rows = try Int.fetchOne(db, sql: "SELECT count(*) FROM use_hour") ?? 0
      let tooMany = rows - Self.hourRowLimit
      let early =
        tooMany > 0
        ? try Int64.fetchOne(
          db, sql: "SELECT hour + 1 FROM use_hour ORDER BY hour LIMIT 1 OFFSET ?",
          arguments: [tooMany - 1])
        : nil
      isDone = try fold(db, before: max(limits.hours, early ?? .min))
      let day = RetentionLimits.day(of: limits.days)
      try db.execute(sql: "DELETE FROM use_day WHERE day < ?", arguments: [day])
      try db.execute(sql: "DELETE FROM key_day WHERE day < ?", arguments: [day])
      try dropRareAddresses(db)
      try db.execute(sql: "PRAGMA incremental_vacuum(200)")
    }
    return isDone
  }

  /// Makes days of the oldest hours; true when there was no more than a portion of them.
  private func fold(_ db: Database, before limit: Int64) throws -> Bool {
    let rows = try Int64.fetchAll(
      db, sql: "SELECT hour FROM use_hour WHERE hour < ? ORDER BY hour LIMIT ?",
      arguments: [limit, Self.portion])
    let end = rows.count == Self.portion ? (rows.last ?? limit) + 1 : limit
    // The day of an hour before 1970 is rounded down, too.
    let day = "(hour - ((hour % 24) + 24) % 24) / 24"
    try db.execute(
      sql: """
        INSERT INTO use_day SELECT \(day), use, sum(count), min(first), max(last) FROM use_hour
        WHERE hour < ? GROUP BY 1, 2 ON CONFLICT DO UPDATE SET count = count + excluded.count,
        first = min(first, excluded.first), last = max(last, excluded.last)
        """, arguments: [end])
    try db.execute(sql: "DELETE FROM use_hour WHERE hour < ?", arguments: [end])
    try db.execute(
      sql: """
        INSERT INTO key_day SELECT \(day), source, key, sum(count) FROM key_hour
        WHERE hour < ? GROUP BY 1, 2, 3 ON CONFLICT DO UPDATE SET count = count + excluded.count
        """, arguments: [end])
    try db.execute(sql: "DELETE FROM key_hour WHERE hour < ?", arguments: [end])
    return end >= limit
  }

  private func dropRareAddresses(_ db: Database) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT source, count(*) FROM rejected GROUP BY source HAVING count(*) > ?",
      arguments: [Self.rejectedLimit])
    for row in rows {
      try db.execute(
        sql: """
          DELETE FROM rejected WHERE source = ?1 AND address IN (SELECT address FROM rejected
          WHERE source = ?1 ORDER BY count, last LIMIT ?2)
          """, arguments: [row[0] as Int64, (row[1] as Int) - Self.rejectedLimit])
    }
  }
}
