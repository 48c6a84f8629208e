import GRDB
import Glibc
import KeywatchCore

/// The state of one configuration: what was counted, and how far. There is one writer of it at a time.
///
/// A SQLite file in WAL mode, 0600 in a directory 0700. `synchronous` is NORMAL: the last commits may be lost with the
/// power, and then counts and positions rewind together, so that reading on restores the truth.
package struct Store: ~Copyable {
  let path: String
  let retention: Retention
  var database: DatabaseQueue
  /// Device and inode of the file that is open.
  var identity: FileIdentity
  var ids = RowIDs()
  var nextTidying: Timestamp?
  /// What became of a damaged state that was there, one clause; nil where there was none.
  package internal(set) var setAside: String?
  private let lock: WriterLock

  /// Opens the state at `path` or makes it; `name` is the configuration's.
  package static func open(
    at path: String, name: String, retention: Retention, now: Timestamp
  ) throws(StoreError) -> Store {
    try StateFile.prepare(path)
    let lock = try WriterLock(beside: path)
    let opened = try StateFile.open(path, name: name, now: now)
    let identity = try StateFile.identity(path)
    return Store(path, retention, opened.database, identity, opened.setAside, lock)
  }

  private init(
    _ path: String, _ retention: Retention, _ database: DatabaseQueue, _ identity: FileIdentity,
    _ setAside: String?, _ lock: consuming WriterLock
  ) {
    self.path = path
    self.retention = retention
    self.database = database
    self.identity = identity
    self.setAside = setAside
    self.lock = lock
  }

  /// Reads from the database.
  func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try StoreError.mapping(path) { try database.inDatabase(body) }
  }

  /// Writes in one transaction that has the write lock from its beginning.
  func write(_ body: (Database) throws -> Void) throws(StoreError) {
    try StoreError.mapping(path) {
      try database.inDatabase { db in
        try db.inTransaction(.immediate) {
          try body(db)
          return .commit
        }
      }
    }
  }
}

/// The numbers that rows of a run's tally and its sources have in the database.
struct RowIDs {
  struct Row: Hashable {
    var source: Int
    var row: Int
  }
  var sources: [String: Int64] = [:]
  var uses: [Row: Int64] = [:]
}
