import GRDB
import Glibc
import KeywatchCore

extension Store {
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

  /// Does a portion of the tidying; true when nothing is left of it.
  private mutating func tidy(_ now: Timestamp) throws(StoreError) -> Bool {
    // What was done in a transaction that fails was not done.
    var tidying = self.tidying
    var isDone = false
    let limits = RetentionLimits(retention, now: now)
    try write { db in isDone = try tidying.advance(db, limits) }
    self.tidying = tidying
    return isDone
  }
}
