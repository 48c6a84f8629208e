import Glibc
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct PlaceTests {
  /// The count that is in the state at its place, and whether that state is whole.
  private static func count(_ scratch: Scratch) throws -> Int {
    let state = try StateReader(at: scratch.state, name: "production").load()
    return state.tally.uses.map(\.count).reduce(0, +)
  }

  /// Saves a request before and one after `body` has changed the store's files; says what the store finds then.
  private static func disturb(
    _ store: inout Store, _ body: () throws -> Void
  ) throws -> String? {
    try store.commit(Sample.commit([Sample.use()]))
    try body()
    // Goes to a file without a name.
    try store.commit(Sample.commit([Sample.use()], offset: 200))
    return try store.checkPlace(now: Sample.now)
  }

  @Test func `nothing is said while everything is in its place`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Sample.commit([Sample.use()]))
      try store.rest(now: Sample.now)
      let news = try store.checkPlace(now: Sample.now)
      #expect(news == nil)
      #expect(try scratch.names.filter { $0.contains("rescued") || $0.contains("replaced") } == [])
    }
  }

  @Test(arguments: [
    ["keywatch.db"], ["keywatch.db-wal"], ["keywatch.db-shm"],
    ["keywatch.db", "keywatch.db-wal", "keywatch.db-shm"],
    ["keywatch.db", "keywatch.db-wal", "keywatch.db-shm", "keywatch.db.lock"],
  ])
  func `a state whose files are removed while it is open is there again`(gone: [String]) throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      let news = try Self.disturb(&store) {
        for name in gone { try #require(unlink(scratch.file(name)) == 0) }
      }
      #expect(news == "the state was removed while it was written to; it is there again")
      #expect(try Self.count(scratch) == 2)
      try store.commit(Sample.commit([Sample.use()], offset: 300))
      #expect(try Self.count(scratch) == 3)
      let further = try store.checkPlace(now: Sample.now)
      #expect(further == nil)
      for name in ["keywatch.db", "keywatch.db-wal", "keywatch.db-shm", "keywatch.db.lock"] {
        #expect(try scratch.mode(of: name) == 0o600)
      }
      #expect(StateReader.isWritten(at: scratch.state))
    }
  }

  @Test func `a state whose directory is removed is there again`() throws {
    try Scratch.during { outer in
      let scratch = Scratch(path: outer.file("inner"))
      var store = try scratch.open()
      let news = try Self.disturb(&store) {
        for name in try scratch.names { unlink(scratch.file(name)) }
        try #require(rmdir(scratch.path) == 0)
      }
      #expect(news != nil)
      #expect(try Self.count(scratch) == 2)
      #expect(try outer.mode(of: "inner") == 0o700)
      _ = consume store
    }
  }

  @Test func `a state that another one replaces keeps its place, and the other is kept`() throws {
    try Scratch.during { scratch in
      let other = Scratch(path: scratch.file("other"))
      do {
        var store = try other.open()
        try store.commit(Sample.commit((0..<9).map { Sample.use($0) }))
      }
      let foreign = try other.bytes(of: "keywatch.db")
      var store = try scratch.open()
      let news = try Self.disturb(&store) {
        try #require(rename(other.state, scratch.state) == 0)
      }
      let aside = "keywatch.db.replaced-20261118T103000"
      #expect(news?.hasSuffix("kept as \(scratch.file(aside))") == true, "\(news ?? "")")
      #expect(try Self.count(scratch) == 2)
      #expect(try scratch.bytes(of: aside).elementsEqual(foreign))
      // Our log of changes is not left beside it: SQLite would play it into the other state.
      #expect(try !scratch.names.contains(aside + "-wal"))
      _ = consume store
    }
  }

  @Test func `where another has begun to write in its place, a store stops`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Sample.commit([Sample.use()]))
      for name in try scratch.names { unlink(scratch.file(name)) }
      let second = try scratch.open()
      var thrown: StoreError?
      do throws(StoreError) { _ = try store.checkPlace(now: Sample.now) } catch { thrown = error }
      #expect(thrown == .inUse(by: getpid()))
      #expect(try Self.count(scratch) == 0)
      #expect(try scratch.names.filter { $0.contains("replaced") } == [])
      _ = consume second
    }
  }

  @Test func `an onlooker is told that it looks at a file without a name`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Sample.commit([Sample.use()]))
      let reader = try StateReader(at: scratch.state, name: "production")
      _ = try reader.dataVersion()
      unlink(scratch.state)
      _ = try store.checkPlace(now: Sample.now)
      var thrown: StoreError?
      do throws(StoreError) { _ = try reader.dataVersion() } catch { thrown = error }
      #expect(thrown == .replaced(path: scratch.state))
    }
  }
}
