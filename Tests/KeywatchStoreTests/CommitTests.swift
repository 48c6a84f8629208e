import GRDB
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct CommitTests {
  /// Counted requests, bytes read and lines of the stream: what must go together.
  private static func facts(_ scratch: Scratch) throws -> [Int] {
    let state = try StateReader(at: scratch.state, name: "production").load()
    guard case .file(let file) = state.streams.first?.position else { return [] }
    let hours = state.tally.timeline.map(\.count).reduce(0, +)
    return [
      state.tally.uses.map(\.count).reduce(0, +), hours, state.tally.lines.decoded,
      state.streams[0].lines.decoded, Int(file.offset),
    ]
  }

  @Test(arguments: [
    "use", "use_hour", "key_hour", "position", "rejected", "exposure", "hole", "transition",
  ])
  func `a commit that fails at any table leaves nothing, and can be tried again`(
    table: String
  ) throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Sample.commit([Sample.use()], offset: 100))
      let before = try Self.facts(scratch)
      try store.read { db in
        for event in ["INSERT", "UPDATE"] {
          try db.execute(
            sql: """
              CREATE TRIGGER fail_\(event) BEFORE \(event) ON \(table)
              BEGIN SELECT RAISE(ABORT, 'planted'); END
              """)
        }
      }
      var commit = Sample.commit([Sample.use(0), Sample.use(1)], offset: 300)
      commit.tallies[0].rejected = [Sample.rejected()]
      commit.tallies[0].exposures = [
        ExposureChange(identity: "shared", count: 1, first: 1, last: 1)
      ]
      commit.holes = [
        .init(
          source: Sample.source,
          hole: .init(from: Sample.now, to: Sample.now, reason: "possible gap"))
      ]
      commit.transitions = [Sample.transition]
      var thrown: StoreError?
      do throws(StoreError) { try store.commit(commit) } catch { thrown = error }
      #expect(thrown == .failed(path: scratch.state, cause: "planted"))
      #expect(try Self.facts(scratch) == before)
      try store.read { db in
        try db.execute(sql: "DROP TRIGGER fail_INSERT; DROP TRIGGER fail_UPDATE")
      }
      try store.commit(commit)
      #expect(try Self.facts(scratch) == [3, 3, 3, 3, 300])
    }
  }

  @Test func `a full disk is named, and what did not fit is saved later`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Sample.commit([Sample.use()], offset: 100))
      try store.read { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
      }
      let large = Sample.commit((0..<2000).map { Sample.use($0) }, offset: 900)
      var thrown: StoreError?
      do throws(StoreError) { try store.commit(large) } catch { thrown = error }
      #expect(thrown == .failed(path: scratch.state, cause: "the disk is full"))
      #expect(try Self.facts(scratch) == [1, 1, 1, 1, 100])
      try store.read { db in try db.execute(sql: "PRAGMA max_page_count = 1000000") }
      try store.commit(large)
      #expect(try Self.facts(scratch) == [2001, 2001, 2001, 2001, 900])
    }
  }

  @Test func `commits without an idle moment between them keep the log of changes short`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      for round in 0..<40 {
        let uses = (0..<1500).map { Sample.use($0, hour: Sample.hour - Int64(round)) }
        try store.commit(Sample.commit(uses))
      }
      let log = try scratch.bytes(of: "keywatch.db-wal").count
      #expect(log > 1 << 20)
      #expect(log < 16 << 20)
    }
  }
}
