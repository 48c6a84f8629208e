import GRDB
import Glibc
import KeywatchCore

/// The state of one configuration: what was counted, and how far. There is one writer of it at a time.
///
/// A SQLite file in WAL mode, 0600 in a directory 0700. `synchronous` is NORMAL: the last commits may be lost with the
/// power, and then counts and positions rewind together, so that reading on restores the truth.
package struct Store: ~Copyable {
  let path: String
  let name: String
  let retention: Retention
  var database: DatabaseQueue
  /// Which files are open: the state and its companions.
  var identities: [FileIdentity?]
  /// True where the connection is closed, or may not be trusted any more.
  var mustReopen = false
  var ids = RowIDs()
  var nextTidying: Timestamp?
  var tidying = Tidying()
  /// What became of a damaged state that was there, one clause; nil where there was none.
  package internal(set) var setAside: String?
  var lock: WriterLock

  /// Opens the state at `path` or makes it; `name` is the configuration's.
  package static func open(
    at path: String, name: String, retention: Retention, now: Timestamp
  ) throws(StoreError) -> Store {
    try StateFile.prepare(path)
    let lock = try WriterLock(beside: path)
    let opened = try StateFile.open(path, name: name, now: now)
    return Store(path, name, retention, opened, lock)
  }

  private init(
    _ path: String, _ name: String, _ retention: Retention,
    _ opened: (database: DatabaseQueue, setAside: String?), _ lock: consuming WriterLock
  ) {
    self.path = path
    self.name = name
    self.retention = retention
    database = opened.database
    identities = StateFile.identities(path)
    setAside = opened.setAside
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
