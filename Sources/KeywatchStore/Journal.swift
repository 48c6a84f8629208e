import GRDB
import Glibc
import KeywatchCore

/// What may be written beside the one writer: notes, waivers, and the wish that a SOURCE be forgotten.
package struct Journal: Sendable {
  private let path: String
  private let database: DatabaseQueue

  /// Opens the state at `path`, made where there is none, of the configuration `name`.
  package init(at path: String, name: String, now: Timestamp) throws(StoreError) {
    self.path = path
    if access(path, F_OK) != 0 {
      // To make a state takes the writer's right, for that moment.
      _ = try Store.open(at: path, name: name, retention: Retention(), now: now)
    }
    _ = try StateReader(at: path, name: name)
    database = try StoreError.mapping(path) { try connect(path, isReadOnly: false) }
  }

  /// Writes a note down.
  package func add(_ note: Note) throws(StoreError) {
    try write(
      "INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        note.at.milliseconds, note.by, note.kind.rawValue, note.caller, note.step, note.text,
        note.recorded.milliseconds,
      ])
  }

  /// Writes a waiver down, in place of one for the same caller and place.
  package func add(_ waiver: Waiver) throws(StoreError) {
    try write(
      "INSERT OR REPLACE INTO waiver VALUES (?, ?, ?, ?, ?)",
      [waiver.caller, waiver.place, waiver.why, waiver.by, waiver.at.milliseconds])
  }

  /// Takes a waiver back; false where there is none.
  package func removeWaiver(caller: String, place: String) throws(StoreError) -> Bool {
    try write("DELETE FROM waiver WHERE caller = ? AND place = ?", [caller, place]) > 0
  }

  /// Asks the writer to forget a SOURCE.
  package func wishForgotten(source: String) throws(StoreError) {
    try write("INSERT OR IGNORE INTO forget VALUES (?)", [source])
  }

  @discardableResult
  private func write(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> Int {
    try StoreError.mapping(path) {
      try database.inDatabase { db in
        try db.inTransaction(.immediate) {
          try db.execute(sql: sql, arguments: arguments)
          return .commit
        }
        return db.changesCount
      }
    }
  }
}
