import GRDB
import Glibc
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct HostileTests {
  /// What a column may hold, whatever its type says.
  private static let values = [
    "NULL", "-1", "-9223372036854775808", "9223372036854775807", "1e300", "'abc'", "''",
    "x''", "x'ff00ff'", "zeroblob(13)", "'accepted'', DROP TABLE use; --'",
    "replace(hex(zeroblob(500000)), '0', 'a')",
  ]
  private static let tables = [
    "state", "source", "use", "use_hour", "use_day", "key_hour", "key_day", "rejected", "exposure",
    "position", "hole", "transition", "note", "waiver", "forget",
  ]

  /// A state with a row in each table.
  private static func make(_ scratch: Scratch) throws {
    var store = try scratch.open()
    let old = Sample.hour - 200 * 24
    var commit = Sample.commit([Sample.use(), Sample.use(hour: old)])
    commit.tallies[0].rejected = [Sample.rejected()]
    commit.tallies[0].exposures = [ExposureChange(identity: "shared", count: 1, first: 1, last: 1)]
    commit.tallies[0].unknownValues = [1]
    commit.tallies[0].addresses = [1]
    commit.holes = [
      .init(source: Sample.source, hole: .init(from: Sample.now, to: Sample.now, reason: "gone"))
    ]
    commit.transitions = [Sample.transition]
    commit.states = [SourceState(name: Sample.source, condition: .reading)]
    commit.mode = .live
    try store.commit(commit)
    let journal = try Journal(at: scratch.state, name: "production", now: Sample.now)
    try journal.add(Sample.note)
    try journal.add(Sample.waiver)
    try journal.wishForgotten(source: "other")
  }

  /// Reads everything; a refusal is fine, the end of the process is not.
  private static func readAll(_ scratch: Scratch, _ trouble: inout Int) {
    do {
      let reader = try StateReader(at: scratch.state, name: "production")
      _ = try reader.load()
      _ = try reader.load(since: Timestamp(seconds: 0), until: Sample.now)
      _ = try reader.load(since: Sample.now)
      var store = try scratch.open()
      _ = try store.load(sources: [Sample.source])
      _ = try store.positions()
      _ = try store.holes(of: [Sample.source])
      _ = try store.lastTransitions()
      _ = try store.forgetRequests()
      try store.commit(Sample.commit([Sample.use()]))
      try store.rest(now: Sample.now)
    } catch {
      trouble += 1
    }
  }

  @Test(arguments: tables)
  func `no value in any column ends the process`(table: String) throws {
    try Scratch.during { scratch in
      try Self.make(scratch)
      let sound = try scratch.bytes(of: "keywatch.db")
      let database = try DatabaseQueue(path: scratch.state)
      let columns = try database.inDatabase { try $0.columns(in: table).map(\.name) }
      try database.close()
      var (trials, planted, trouble) = (0, 0, 0)
      // Each value in all columns at once, and each column alone with a text and with bytes.
      let plans =
        Self.values.map { value in columns.map { ($0, value) } }
        + columns.flatMap { column in ["'abc'", "x'00'"].map { [(column, $0)] } }
      for plan in plans {
        trials += 1
        for name in try scratch.names where name.hasPrefix("keywatch.db") {
          unlink(scratch.file(name))
        }
        try scratch.write(sound, to: "keywatch.db")
        let sql = plan.map { "UPDATE \(table) SET \($0.0) = \($0.1)" }
        if try Self.plant(scratch, sql) > 0 { planted += 1 }
        Self.readAll(scratch, &trouble)
      }
      #expect(planted > trials / 2)
      // Most of it is passed over, so that the rest of a state stays readable; but a state of another name is refused,
      // and one that does not say how far a file was read.
      #expect(
        ["state", "position"].contains(table) || trouble <= planted / 2, "\(trouble) of \(planted)")
    }
  }

  /// Writes past the rules of the tables, as far as SQLite lets it; how many of the statements it took.
  private static func plant(_ scratch: Scratch, _ statements: [String]) throws -> Int {
    let database = try DatabaseQueue(path: scratch.state)
    let taken = database.inDatabase { db in
      statements.count { sql in (try? db.execute(sql: sql)) != nil }
    }
    try database.close()
    return taken
  }

  @Test func `a NULL where none is allowed is passed over`() throws {
    try Scratch.during { scratch in
      try Self.make(scratch)
      let database = try DatabaseQueue(path: scratch.state)
      try database.inDatabase { db in
        // The rules are taken out of the schema; the rows stay as they are.
        try db.execute(
          sql: """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table';
            PRAGMA writable_schema = RESET;
            """)
        for table in Self.tables {
          for column in try db.columns(in: table) where column.primaryKeyIndex == 0 {
            try? db.execute(sql: "UPDATE \(table) SET \(column.name) = NULL")
          }
        }
      }
      try database.close()
      let reader = try StateReader(at: scratch.state, name: "production")
      #expect(throws: StoreError.damaged(scratch.state)) { try reader.load() }
      // Its writer sets it aside: it is not as we make them.
      let store = try scratch.open()
      #expect(store.setAside != nil)
    }
  }

  @Test func `no statement of ours can write past the tables`() throws {
    try Scratch.during { scratch in
      try Self.make(scratch)
      let database = try connect(scratch.state, isReadOnly: false)
      #expect(throws: DatabaseError.self) {
        try database.inDatabase { db in
          try db.execute(
            sql: "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '' WHERE name = 'use'"
          )
        }
      }
    }
  }

  @Test func `a trigger in a state does not run`() throws {
    try Scratch.during { scratch in
      try Self.make(scratch)
      #expect(
        try Self.plant(
          scratch, ["CREATE TRIGGER t AFTER UPDATE ON use BEGIN DELETE FROM position; END"]) == 1)
      var store = try scratch.open()
      #expect(store.setAside != nil)
      try store.commit(Sample.commit([Sample.use()]))
      try store.commit(Sample.commit([Sample.use()], offset: 200))
      #expect(try store.positions().count == 1)
    }
  }
}
