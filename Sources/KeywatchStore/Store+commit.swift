import Foundation
import GRDB
import KeywatchCore

extension Store {
  /// Saves everything in one transaction; what fails leaves the state as it was, and can be tried again.
  package mutating func commit(_ commit: Commit) throws(StoreError) {
    // Numbers given in a transaction that fails are none.
    var ids = self.ids
    do throws(StoreError) {
      try write { db in
        var writer = CommitWriter(db: db, commit: commit, ids: ids, retention: retention)
        try writer.write()
        ids = writer.ids
      }
    } catch {
      // After a failed fsync the kernel calls pages clean that never came to the disk: what is open is not trusted.
      if error == .unreliable(path) { mustReopen = true }
      throw error
    }
    self.ids = ids
  }
}

/// One commit on its way into the tables.
struct CommitWriter {
  let db: Database
  let commit: Commit
  var ids: RowIDs
  /// Hours since 1970 before which minutes are not kept, hours are not, days are not.
  let minuteLimit: Int64
  let hourLimit: Int64
  let dayLimit: Int64

  init(db: Database, commit: Commit, ids: RowIDs, retention: Retention) {
    self.db = db
    self.commit = commit
    self.ids = ids
    let limits = RetentionLimits(retention, now: commit.now)
    minuteLimit = limits.minutes
    hourLimit = limits.hours
    dayLimit = limits.days
  }

  mutating func write() throws {
    for tally in commit.tallies { try write(tally) }
    for position in commit.positions { try write(position) }
    for (number, lines) in commit.lines.sorted(by: { $0.key < $1.key }) {
      try add(lines, to: "position", where: "number", Int64(number))
    }
    for found in commit.holes { try write(found) }
    for transition in commit.transitions { try write(transition) }
    try writeStates()
  }

  /// The number of a SOURCE, made where it is new.
  mutating func source(_ name: String) throws -> Int64 {
    if let known = ids.sources[name] { return known }
    try run("INSERT INTO source (name) VALUES (?) ON CONFLICT DO NOTHING", [name])
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM source WHERE name = ?", arguments: [name])
    guard let id else { throw StoreError.failed(path: "", cause: "a source has no row") }
    ids.sources[name] = id
    return id
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    let statement = try db.cachedStatement(sql: sql)
    statement.setUncheckedArguments(arguments)
    try statement.execute()
  }

  func add(_ lines: LineCounts, to table: String, where column: String, _ id: Int64) throws {
    let numbers = Words.numbers(lines)
    guard numbers.contains(where: { $0 != 0 }) else { return }
    let sets = Schema.lineColumns.map { "\($0) = \($0) + ?" }.joined(separator: ", ")
    try run(
      "UPDATE \(table) SET \(sets) WHERE \(column) = ?", StatementArguments(numbers) + [id])
  }
}

extension CommitWriter {
  private mutating func write(_ found: Commit.FoundHole) throws {
    try run(
      "INSERT INTO hole VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      [
        source(found.source), found.hole.from.milliseconds, found.hole.to.milliseconds,
        found.hole.reason,
      ])
  }

  private func write(_ transition: StepTransition) throws {
    try run(
      "INSERT INTO transition VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        transition.caller, transition.api, transition.step, transition.state.rawValue,
        transition.verdict.rawValue, transition.at.milliseconds,
        transition.recorded.milliseconds,
      ])
  }

  private mutating func writeStates() throws {
    for (name, state) in zip(commit.sources, commit.states) {
      try run(
        """
        UPDATE source SET condition = ?, detail = ?, lines = ?, bytes = ?, last_arrival = ?
        WHERE id = ?
        """,
        [
          state.condition.rawValue, state.detail, state.lines, state.bytes,
          state.lastArrival?.milliseconds, source(name),
        ])
    }
    guard let mode = commit.mode else { return }
    try run("UPDATE state SET mode = ?, reason = ?", [mode.rawValue, commit.reason])
  }

  private mutating func write(_ position: Position) throws {
    let source = try source(position.source)
    var arguments: StatementArguments
    switch position {
    case .file(let file):
      arguments = [
        file.number, source, file.name, file.path, Int64(bitPattern: file.identity.device),
        Int64(bitPattern: file.identity.inode), file.identity.born, file.offset, file.size,
        file.head.count, Int64(bitPattern: file.head.hash), file.tail.count,
        Int64(bitPattern: file.tail.hash), file.state.rawValue, file.since.milliseconds, nil,
        file.begin,
      ]
    case .command(let command):
      let recent = command.recent.flatMap { hash in
        (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
      }
      arguments = [
        command.number, source, "", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, "command", 0,
        Data(recent), 0,
      ]
    }
    try run(Self.positionUpsert, arguments)
  }

  private static let positionColumns = [
    "number", "source", "name", "path", "device", "inode", "born", "offset", "size", "head",
    "head_hash", "tail", "tail_hash", "state", "since", "recent",
    "begun",
  ]

  private static let positionUpsert = """
    INSERT INTO position (\(positionColumns.joined(separator: ", ")))
    VALUES (\(positionColumns.map { _ in "?" }.joined(separator: ", ")))
    ON CONFLICT DO UPDATE SET
    \(positionColumns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    """
}
