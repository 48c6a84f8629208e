import GRDB
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct DamageTests {
  enum Damage: CaseIterable {
    case zeroedHeader, randomPage, garbage, half, shorterThanHeader, tableWithoutRows
  }

  private static func damaged(_ bytes: [UInt8], _ damage: Damage) -> [UInt8] {
    var (bytes, random) = (bytes, SeededGenerator(state: 7))
    func noise(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in .random(in: 0...255, using: &random) }
    }
    switch damage {
    case .zeroedHeader: bytes.replaceSubrange(0..<100, with: [UInt8](repeating: 0, count: 100))
    case .randomPage: bytes.replaceSubrange(19 * 4096..<20 * 4096, with: noise(4096))
    case .garbage: bytes = noise(8192)
    case .half: bytes.removeLast(bytes.count / 2)
    case .shorterThanHeader: bytes = Array(bytes.prefix(60))
    // Quick to read and to write, and still without what it held.
    case .tableWithoutRows: bytes.replaceSubrange(4096 * 2..<4096 * 3, with: noise(4096))
    }
    return bytes
  }

  /// A state of some 50 pages that nobody has open.
  private static func make(_ scratch: Scratch) throws {
    var store = try scratch.open()
    try store.commit(Sample.commit((0..<600).map { Sample.use($0) }))
  }

  @Test(arguments: Damage.allCases)
  func `a damaged state is set aside as it is, and a new one begun`(damage: Damage) throws {
    try Scratch.during { scratch in
      try Self.make(scratch)
      let bytes = Self.damaged(try scratch.bytes(of: "keywatch.db"), damage)
      try scratch.write(bytes, to: "keywatch.db")
      var store = try scratch.open()
      let aside = "keywatch.db.corrupt-20261118T103000"
      #expect(store.setAside?.contains(aside) == true)
      #expect(try scratch.bytes(of: aside).elementsEqual(bytes))
      #expect(try scratch.mode(of: aside) & 0o077 == 0)
      #expect(try store.load(sources: [Sample.source]).uses.isEmpty)
      #expect(try store.positions().isEmpty)
      try store.commit(Sample.commit([Sample.use()]))
      #expect(try store.load(sources: [Sample.source]).uses.count == 1)
    }
  }

  @Test(arguments: [Damage.zeroedHeader, .randomPage, .garbage])
  func `the log of changes of a damaged state is kept with it`(damage: Damage) throws {
    try Scratch.during { scratch in
      try Self.make(scratch)
      let state = Self.damaged(try scratch.bytes(of: "keywatch.db"), damage)
      // The log of a run that was killed: of another state, so that it cures nothing here.
      let log = try Self.killedRun(scratch.file("killed.db"))
      try scratch.write(state, to: "keywatch.db")
      try scratch.write(log, to: "keywatch.db-wal")
      let store = try scratch.open()
      #expect(store.setAside != nil)
      let names = try scratch.names
      #expect(names.contains("keywatch.db.corrupt-20261118T103000"))
      #expect(try scratch.bytes(of: "keywatch.db.corrupt-20261118T103000-wal").elementsEqual(log))
    }
  }

  @Test func `behind a kill an index older than its table is found, and the state set aside`()
    throws
  {
    try Scratch.during { scratch in
      try Self.make(scratch)
      let database = try connect(scratch.file("keywatch.db"), isReadOnly: false)
      let page = try database.inDatabase { db in
        _ = try db.checkpoint(.truncate)
        return try #require(
          try Int.fetchOne(
            db, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_use_1'"))
      }
      try database.close()
      var bytes = try scratch.bytes(of: "keywatch.db")
      // A leaf of the index without an entry, as it was when it was made.
      let start = (page - 1) * 4096
      bytes.replaceSubrange(start..<start + 8, with: [0x0a, 0, 0, 0, 0, 0x10, 0, 0])
      try scratch.write(bytes, to: "keywatch.db")
      try scratch.write([UInt8](repeating: 0, count: 64), to: "keywatch.db-wal")
      let store = try scratch.open()
      #expect(store.setAside != nil)
    }
  }

  /// The bytes of a log of changes that holds one small commit.
  private static func killedRun(_ path: String) throws -> [UInt8] {
    let database = try connect(path, isReadOnly: false)
    return try database.inDatabase { db in
      try db.execute(sql: "CREATE TABLE one (number INTEGER)")
      _ = try db.checkpoint(.truncate)
      try db.execute(sql: "INSERT INTO one VALUES (1)")
      let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
      return try Scratch(path: folder).bytes(of: "killed.db-wal")
    }
  }

  @Test func `an empty file becomes a state`() throws {
    try Scratch.during { scratch in
      try scratch.write([], to: "keywatch.db")
      var store = try scratch.open()
      #expect(store.setAside == nil)
      try store.commit(Sample.commit([Sample.use()]))
      #expect(try scratch.mode(of: "keywatch.db") == 0o600)
    }
  }

  @Test func `a state cut to nothing is set aside with its log of changes`() throws {
    try Scratch.during { scratch in
      try scratch.write([], to: "keywatch.db")
      try scratch.write([UInt8](repeating: 7, count: 5000), to: "keywatch.db-wal")
      let store = try scratch.open()
      #expect(store.setAside != nil)
      #expect(try scratch.bytes(of: "keywatch.db.corrupt-20261118T103000-wal").count == 5000)
    }
  }

  @Test func `a second damaged state does not take the first one's place`() throws {
    try Scratch.during { scratch in
      for byte in [1, 2] as [UInt8] {
        try scratch.write([UInt8](repeating: byte, count: 5000), to: "keywatch.db")
        _ = try scratch.open()
      }
      let kept = try scratch.names.filter { $0.contains("corrupt") && !$0.hasSuffix("-wal") }
      #expect(kept.count == 2)
    }
  }

  @Test func `whatever befalls the log of changes, positions and counts go back together`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      for round in 1...60 {
        var commit = Sample.commit([Sample.use(round % 5)], offset: Int64(round) * 100)
        commit.holes = []
        try store.commit(commit)
      }
      let state = try scratch.bytes(of: "keywatch.db")
      let log = try scratch.bytes(of: "keywatch.db-wal")
      var random = SeededGenerator(state: 25)
      var seen: Set<Int> = []
      for trial in 0..<40 {
        let other = Scratch(path: scratch.file("\(trial)"))
        _ = try other.open()
        try other.write(state, to: "keywatch.db")
        try other.write(Self.damagedLog(log, trial, &random), to: "keywatch.db-wal")
        seen.insert(try Self.count(other))
      }
      #expect(seen.count > 10)
    }
  }

  private static func damagedLog(
    _ log: [UInt8], _ trial: Int, _ random: inout SeededGenerator
  ) -> [UInt8] {
    var log = log
    let start = Int.random(in: 0..<log.count, using: &random)
    let end = min(log.count, start + Int.random(in: 1..<9000, using: &random))
    switch trial % 3 {
    case 0: log.removeLast(log.count - start)
    case 1: log.replaceSubrange(start..<end, with: [UInt8](repeating: 0, count: end - start))
    default: for i in start..<end { log[i] = .random(in: 0...255, using: &random) }
    }
    return log
  }

  /// How many requests a state counts, after looking whether all else agrees with it.
  private static func count(_ scratch: Scratch) throws -> Int {
    var store = try scratch.open()
    #expect(store.setAside == nil)
    let tally = try store.load(sources: [Sample.source])
    let count = tally.uses.map(\.count).reduce(0, +)
    #expect(tally.lines.decoded == count)
    #expect(tally.timeline.map(\.count).reduce(0, +) == count)
    let positions = try store.positions()
    let offsets: [Int64] = positions.compactMap { position in
      guard case .file(let file) = position else { return nil }
      return file.offset
    }
    #expect(offsets == (count == 0 ? [] : [Int64(count) * 100]))
    return count
  }
}
