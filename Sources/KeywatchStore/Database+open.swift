import CSystem
import GRDB
import Glibc
import KeywatchCore

/// Opens a state's file with the settings that every connection has.
func connect(_ path: String, isReadOnly: Bool) throws -> DatabaseQueue {
  var configuration = GRDB.Configuration()
  configuration.readonly = isReadOnly
  configuration.foreignKeysEnabled = false
  configuration.busyMode = .timeout(5)
  configuration.prepareDatabase { db in
    // A state may come from somebody else: what is planted in it must not run.
    try db.execute(sql: "PRAGMA trusted_schema = OFF")
    let code = kw_defend_database(UnsafeMutableRawPointer(db.sqliteConnection))
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    guard !isReadOnly else { return }
    // It can be chosen for an empty file only, and in any other this would write.
    if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
      try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
    }
    _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    // 2,000 pages, 8 MiB: the log of changes begins anew then, though no moment be idle.
    try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 2000")
  }
  return try DatabaseQueue(path: path, configuration: configuration)
}

extension StoreError {
  /// What SQLite says, in our words.
  init(_ error: any Error, _ path: String) {
    if let error = error as? StoreError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, cause: "\(error)")
      return
    }
    let cause =
      switch error.resultCode {
      case .SQLITE_FULL: "the disk is full"
      case .SQLITE_IOERR: "input or output failed"
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: "permission denied"
      case .SQLITE_BUSY, .SQLITE_LOCKED: "another program holds it"
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: "it is damaged"
      default: (error.message ?? "SQLite failed").lowercased()
      }
    self = .failed(path: path, cause: cause)
  }

  /// Runs what may fail in SQLite's way.
  static func mapping<Result>(_ path: String, _ body: () throws -> Result) throws(StoreError)
    -> Result
  {
    do { return try body() } catch { throw StoreError(error, path) }
  }
}
