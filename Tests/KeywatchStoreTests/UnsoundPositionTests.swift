import GRDB
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct UnsoundPositionTests {
  /// What cannot stand in the row of a file.
  private static let files = [
    "number = -3", "number = 1 << 48", "source = 99", "source = 'abc'", "name = x'61'",
    "path = x'61'", "device = 'abc'", "inode = 1e300", "born = x'00'", "offset = -5",
    "offset = 1 << 60", "offset = 'abc'", "size = -1", "size = 1e300", "head = -1",
    "head = 1001", "head_hash = 'abc'", "tail = -1", "tail = 513", "tail_hash = x'00'",
    "state = 'sideways'", "state = x'00'", "state = 'command'", "since = 'abc'", "begun = -1",
    "begun = 'abc'",
  ]
  /// What cannot stand in the row of a command.
  private static let commands = [
    "number = -3", "source = 99", "state = 'reading', recent = NULL, offset = -1",
    "state = 'Command'", "recent = NULL", "recent = 'abc'", "recent = x'00112233445566'",
  ]

  /// A state with the position of a file, and one with that of a command.
  private static func make(_ scratch: Scratch, isCommand: Bool) throws {
    var store = try scratch.open()
    var commit = Sample.commit([Sample.use()])
    if isCommand {
      commit.positions = [
        .command(CommandPosition(number: 1, source: Sample.source, recent: [1, .max]))
      ]
    }
    try store.commit(commit)
  }

  private static func plant(_ scratch: Scratch, _ sets: String) throws {
    let database = try DatabaseQueue(path: scratch.state)
    try database.inDatabase { try $0.execute(sql: "UPDATE position SET \(sets)") }
    try database.close()
  }

  @Test(
    arguments: files.map { ($0, false) } + commands.map { ($0, true) })
  func `a state that does not say how far was read is set aside`(
    planted: String, isCommand: Bool
  ) throws {
    try Scratch.during { scratch in
      try Self.make(scratch, isCommand: isCommand)
      try Self.plant(scratch, planted)
      let reader = try StateReader(at: scratch.state, name: "production")
      #expect(throws: StoreError.damaged(scratch.state)) { try reader.load() }
      #expect(throws: StoreError.damaged(scratch.state)) { try reader.load(sources: ["other"]) }
      var store = try scratch.open()
      #expect(store.setAside?.contains("corrupt-20261118T103000") == true)
      #expect(try scratch.names.contains("keywatch.db.corrupt-20261118T103000"))
      // Counts and positions begin anew together.
      #expect(try store.positions().isEmpty)
      #expect(try store.load(sources: [Sample.source]).uses.isEmpty)
    }
  }

  @Test(arguments: [false, true])
  func `a sound one is kept`(isCommand: Bool) throws {
    try Scratch.during { scratch in
      try Self.make(scratch, isCommand: isCommand)
      // The extremes of what can be.
      try Self.plant(scratch, "offset = (1 << 60) - 1, since = -1, born = -1, name = ''")
      let store = try scratch.open()
      #expect(store.setAside == nil)
      #expect(try store.positions().count == 1)
    }
  }

  @Test func `another configuration's state is refused and stays where it is`() throws {
    try Scratch.during { scratch in
      try Self.make(scratch, isCommand: false)
      try Self.plant(scratch, "offset = -5")
      #expect(throws: StoreError.otherName(path: scratch.state, name: "production")) {
        _ = try scratch.open(name: "staging")
      }
    }
  }
}
