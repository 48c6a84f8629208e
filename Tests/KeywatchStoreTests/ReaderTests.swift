import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct ReaderTests {
  private static func reader(_ scratch: Scratch) throws -> StateReader {
    try StateReader(at: scratch.state, name: "production")
  }

  private static func failure(_ scratch: Scratch) -> StoreError? {
    do throws(StoreError) {
      _ = try StateReader(at: scratch.state, name: "production")
      return nil
    } catch {
      return error
    }
  }

  @Test func `a reader makes no state where there is none`() throws {
    try Scratch.during { scratch in
      #expect(Self.failure(scratch) == .missing(path: scratch.state))
      let names = try scratch.names
      #expect(names == [])
    }
  }

  @Test func `a state is read after its writer has ended, and by many at once`() throws {
    try Scratch.during { scratch in
      do {
        var store = try scratch.open()
        try store.commit(Sample.commit([Sample.use()]))
      }
      let readers = try (0..<5).map { _ in try Self.reader(scratch) }
      for reader in readers {
        #expect(try reader.load().tally.uses.map(\.count) == [1])
        #expect(reader.writer == nil)
      }
    }
  }

  @Test func `a reader refuses another's state and a newer one`() throws {
    try Scratch.during { scratch in
      do {
        let store = try scratch.open(name: "staging")
        #expect(Self.failure(scratch) == .otherName(path: scratch.state, name: "staging"))
        let version = Schema.version + 1
        try store.read { try $0.execute(sql: "PRAGMA user_version = \(version)") }
        #expect(Self.failure(scratch) == .newer(path: scratch.state, version: version))
      }
    }
  }

  @Test func `what is no state is an error and stays as it is`() throws {
    try Scratch.during { scratch in
      let bytes = [UInt8](repeating: 9, count: 5000)
      try scratch.write(bytes, to: "keywatch.db")
      #expect(Self.failure(scratch) == .failed(path: scratch.state, cause: "it is damaged"))
      #expect(try scratch.bytes(of: "keywatch.db") == bytes)
    }
  }

  /// 3 requests an hour ago at minute 7, 1 in an hour 20 days ago, 5 on a day 200 days ago.
  private static func fill(_ scratch: Scratch) throws -> Store {
    var store = try scratch.open()
    let hours = [(1, 3), (20 * 24, 1), (200 * 24, 5)]
    try store.commit(
      Sample.commit(hours.map { Sample.use(hour: Sample.hour - Int64($0.0), count: $0.1) }))
    var slots = SlotBitmap()
    slots.insert(Timestamp(seconds: (Sample.hour - 1) * 3600 + 7 * 60))
    slots.insert(Timestamp(seconds: (Sample.hour - 480) * 3600 + 7 * 60))
    var commit = Sample.commit([Sample.use(hour: Sample.hour - 1, count: 1)])
    commit.tallies[0].slots = [TallyChanges.UseSlots(row: 0, slots: slots)]
    try store.commit(commit)
    return store
  }

  private static func at(_ hours: Int64, _ minutes: Int64) -> Timestamp {
    Timestamp(seconds: (Sample.hour + hours) * 3600 + minutes * 60)
  }

  @Test func `a window is as fine as what is kept: minutes, hours, days`() throws {
    try Scratch.during { scratch in
      let store = try Self.fill(scratch)
      let reader = try Self.reader(scratch)
      func count(_ since: Timestamp?, _ until: Timestamp?) throws -> [Int] {
        let tally = try reader.load(since: since, until: until).tally
        let uses = tally.uses.map(\.count).reduce(0, +)
        return [uses, tally.timeline.map(\.count).reduce(0, +)]
      }
      #expect(try count(nil, nil) == [10, 10])
      #expect(try count(Self.at(-1, 7), Self.at(-1, 8)) == [4, 4])
      #expect(try count(Self.at(-1, 0), Self.at(-1, 7)) == [0, 0])
      #expect(try count(Self.at(-1, 8), nil) == [0, 0])
      #expect(try count(Self.at(-24 * 7, 0), nil) == [4, 4])
      #expect(try count(Self.at(-480, 0), Self.at(-479, 0)) == [1, 1])
      // Of an hour without minutes: what begins in the window counts.
      #expect(try count(Self.at(-480, 1), Self.at(-479, 0)) == [0, 0])
      #expect(try count(Self.at(-201 * 24, 0), Self.at(-199 * 24, 0)) == [5, 5])
      #expect(try count(nil, Self.at(-1, 0)) == [6, 6])
      // The other way round there is nothing.
      #expect(try count(Self.at(0, 0), Self.at(-500, 0)) == [0, 0])
      _ = consume store
    }
  }

  @Test func `in a window times and slots are those of the window`() throws {
    try Scratch.during { scratch in
      let store = try Self.fill(scratch)
      let (since, until) = (Self.at(-1, 7), Self.at(-1, 8))
      let state = try Self.reader(scratch).load(since: since, until: until)
      let use = try #require(state.tally.uses.first)
      #expect(use.first == since.milliseconds)
      #expect(use.last == since.milliseconds + 30_000)
      // Slots begin every five minutes: the one of minute 7 began at 5.
      #expect(use.slots.isEmpty)
      let hour = try Self.reader(scratch).load(since: Self.at(-1, 0), until: Self.at(0, 0))
      #expect(hour.tally.uses.map(\.slots.slots.count) == [1])
      #expect(state.coverage.map(\.from) == [since])
      _ = consume store
    }
  }

  @Test func `in a window holes are cut and those outside are left out`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      var commit = Sample.commit([Sample.use()])
      commit.holes = [(-9, -5), (-3, 3), (8, 9)].map { (from: Int64, to: Int64) in
        .init(
          source: Sample.source,
          hole: .init(from: Self.at(from, 0), to: Self.at(to, 0), reason: "stopped"))
      }
      try store.commit(commit)
      let state = try Self.reader(scratch).load(since: Self.at(-1, 0), until: Self.at(1, 0))
      let hole = Coverage.Hole(from: Self.at(-1, 0), to: Self.at(1, 0), reason: "stopped")
      #expect(state.coverage.map(\.holes) == [[hole]])
    }
  }

  @Test func `in a window the rejected are those that were rejected in it`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      var old = Sample.use(0, hour: Sample.hour - 48, count: 5)
      var new = Sample.use(1, count: 2)
      old.key.reason = .unknown
      new.key.reason = .scope
      var commit = Sample.commit([old, new])
      commit.tallies[0].rejected = [old, new].map { use in
        var change = Sample.rejected(use.count)
        change.address = use.key.place.source
        return change
      }
      try store.commit(commit)
      let rejected = try Self.reader(scratch).load(since: Self.at(-2, 0)).tally.rejected
      #expect(rejected.map(\.address) == [new.key.place.source])
      #expect(rejected.map(\.count) == [2])
      let scope = Int(Reason.scope.rawValue) - 1
      #expect(rejected.map { $0.reasons[scope] } == [2])
      #expect(try Self.reader(scratch).load().tally.rejected.map(\.count) == [5, 2])
    }
  }
}
