import Foundation
import GRDB
import Glibc
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct OpeningTests {
  /// What opening the state ends with; nil where it opens.
  private static func failure(_ scratch: Scratch, name: String = "production") -> StoreError? {
    do throws(StoreError) {
      _ = try Store.open(
        at: scratch.state, name: name, retention: Retention(), now: Sample.now)
      return nil
    } catch {
      return error
    }
  }

  /// Changes a state nobody has open, by plain SQL.
  private static func change(_ scratch: Scratch, _ sql: String) throws {
    let database = try DatabaseQueue(path: scratch.state)
    try database.inDatabase { try $0.execute(sql: sql) }
    try database.close()
  }

  @Test func `a second writer is told the first one's process, and comes in when that has ended`()
    throws
  {
    try Scratch.during { scratch in
      do {
        let first = try scratch.open()
        #expect(Self.failure(scratch) == .inUse(by: getpid()))
        #expect(StateReader.isWritten(at: scratch.state))
        _ = consume first
      }
      #expect(!StateReader.isWritten(at: scratch.state))
      #expect(Self.failure(scratch) == nil)
    }
  }

  @Test func `whoever asks for the writer keeps none from beginning`() throws {
    try Scratch.during { scratch in
      _ = try scratch.open()
      let asking = Thread {
        while !Thread.current.isCancelled { _ = StateReader.isWritten(at: scratch.state) }
      }
      asking.start()
      defer { asking.cancel() }
      for _ in 0..<50 {
        #expect(Self.failure(scratch) == nil)
      }
    }
  }

  @Test func `a newer keywatch's state is refused and not touched`() throws {
    try Scratch.during { scratch in
      _ = try scratch.open()
      let newer = Schema.version + 1
      try Self.change(scratch, "PRAGMA user_version = \(newer)")
      let before = try scratch.bytes(of: "keywatch.db")
      #expect(Self.failure(scratch) == .newer(path: scratch.state, version: newer))
      #expect(try scratch.bytes(of: "keywatch.db") == before)
      #expect(try scratch.names == ["keywatch.db", "keywatch.db.lock"])
    }
  }

  @Test func `another configuration's state is refused`() throws {
    try Scratch.during { scratch in
      _ = try scratch.open(name: "staging")
      #expect(Self.failure(scratch) == .otherName(path: scratch.state, name: "staging"))
    }
  }

  @Test func `another program's database is refused and keeps its tables`() throws {
    try Scratch.during { scratch in
      try Self.change(
        scratch, "CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')")
      let cause = "it is another program's database"
      #expect(Self.failure(scratch) == .failed(path: scratch.state, cause: cause))
      let database = try DatabaseQueue(path: scratch.state)
      let tables = try database.inDatabase {
        try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema")
      }
      #expect(tables == ["bookmark"])
    }
  }

  @Test(arguments: [
    "PRAGMA user_version = -1",
    "PRAGMA user_version = 0",
    "DROP TABLE position",
    "ALTER TABLE use DROP COLUMN slots",
    "CREATE TRIGGER planted AFTER INSERT ON use BEGIN DELETE FROM position; END",
    "CREATE VIEW planted AS SELECT * FROM use",
  ])
  func `a state that is not as we make them is set aside`(sql: String) throws {
    try Scratch.during { scratch in
      do {
        var store = try scratch.open()
        try store.commit(Sample.commit([Sample.use()]))
      }
      try Self.change(scratch, sql)
      var store = try scratch.open()
      #expect(store.setAside?.contains(".corrupt-20261118T103000") == true)
      #expect(try store.load(sources: [Sample.source]).uses.isEmpty)
    }
  }

  @Test func `an index that somebody adds to look into a state does no harm`() throws {
    try Scratch.during { scratch in
      do {
        var store = try scratch.open()
        try store.commit(Sample.commit([Sample.use()]))
      }
      try Self.change(scratch, "CREATE INDEX mine ON use (caller); ANALYZE")
      var store = try scratch.open()
      #expect(store.setAside == nil)
      #expect(try store.load(sources: [Sample.source]).uses.count == 1)
    }
  }

  @Test func `a step to a newer schema is made whole or not at all`() throws {
    try Scratch.during { scratch in
      do {
        var store = try scratch.open()
        try store.commit(Sample.commit([Sample.use()], offset: 700))
      }
      let second = [
        "ALTER TABLE use ADD COLUMN colour TEXT", "UPDATE use SET colour = 'red'",
        "CREATE TABLE extra (number INTEGER)",
      ]
      let database = try connect(scratch.state, isReadOnly: false)
      func lead(_ steps: [String]) throws {
        try database.inDatabase { db in
          try Schema.migrate(db, scratch.state, by: Schema.steps + [steps])
        }
      }
      #expect(throws: (any Error).self) { try lead(second + ["CREATE TABLE use (again TEXT)"]) }
      let columns = try database.inDatabase { try $0.columns(in: "use").map(\.name) }
      #expect(!columns.contains("colour"))
      try lead(second)
      let facts = try database.inDatabase {
        try Row.fetchOne($0, sql: "SELECT colour, (SELECT offset FROM position) FROM use")
      }
      #expect(facts?.at(0).text == "red")
      #expect(facts?.at(1).number == 700)
      try database.close()
      let version = Schema.version + 1
      #expect(Self.failure(scratch) == .newer(path: scratch.state, version: version))
    }
  }
}
