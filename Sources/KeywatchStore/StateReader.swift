import GRDB
import Glibc
import KeywatchCore

/// Reads a state beside its writer, without ever changing it. Each reading is one short transaction.
package struct StateReader: Sendable {
  /// A state as it was at one commit.
  package struct State: Sendable {
    /// The SOURCEs it is of.
    package var sources: [String] = []
    package var tally = StoredTally()
    /// What became of all lines of each, whatever the window.
    package var lines: [LineCounts] = []
    package var coverage: [Coverage] = []
    package var streams: [StoredStream] = []
    package var states: [SourceState] = []
    package var mode: Liveness.Mode?
    package var reason = ""
    package var transitions: [StepTransition] = []
    package var notes: [Note] = []
    package var waivers: [Waiver] = []
  }

  private let path: String
  private let database: DatabaseQueue
  private let identity: FileIdentity

  /// Opens the state at `path`, which must be of the configuration `name`.
  package init(at path: String, name: String) throws(StoreError) {
    self.path = path
    guard access(path, F_OK) == 0 else { throw .missing(path: path) }
    identity = try StateFile.identity(path)
    let queue = try StoreError.mapping(path) { try Self.open(path) }
    database = queue
    let owner = try StoreError.mapping(path) {
      try queue.inDatabase { db in
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version <= Schema.version else {
          throw StoreError.newer(path: path, version: version)
        }
        guard try db.tableExists("state") else { throw StoreError.missing(path: path) }
        return try String.fetchOne(db, sql: "SELECT name FROM state")
      }
    }
    if let owner, owner != name { throw .otherName(path: path, name: owner) }
  }

  /// A state whose log of changes is gone cannot be opened for reading alone, but then nobody writes to it either.
  private static func open(_ path: String) throws -> DatabaseQueue {
    do {
      return try connect(path, isReadOnly: true)
    } catch {
      guard WriterLock.writer(of: path) == nil else { throw error }
      return try connect(path, isReadOnly: false)
    }
  }

  /// Whether a keywatch writes to the state at `path` now.
  package static func isWritten(at path: String) -> Bool { WriterLock.writer(of: path) != nil }

  /// The process that writes to it; nil where none does.
  package var writer: Int32? { WriterLock.writer(of: path) }

  /// Another number after each commit; throws `.replaced` where the state's name stands for another file now.
  package func dataVersion() throws(StoreError) -> Int {
    guard (try? StateFile.identity(path)) == identity else { throw .replaced(path: path) }
    return try StoreError.mapping(path) {
      try database.inDatabase { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }
  }

  /// The SOURCEs there are, by name.
  package func sources() throws(StoreError) -> [String] {
    try StoreError.mapping(path) {
      try database.inDatabase { try StateRows(db: $0).sources(nil).map(\.name) }
    }
  }

  /// Everything of some SOURCEs (all for nil), of all time or of a window of it.
  package func load(
    sources names: [String]? = nil, since: Timestamp? = nil, until: Timestamp? = nil
  ) throws(StoreError) -> State {
    try StoreError.mapping(path) {
      try database.inDatabase { db in
        var state = State()
        try db.inTransaction(.deferred) {
          state = try read(db, names, since, until)
          return .commit
        }
        return state
      }
    }
  }

  private func read(
    _ db: Database, _ names: [String]?, _ since: Timestamp?, _ until: Timestamp?
  ) throws -> State {
    let rows = StateRows(db: db)
    let sources = try rows.sources(names)
    var state = State()
    state.sources = sources.map(\.name)
    state.tally = try rows.tally(sources.map(\.id))
    state.lines = try sources.map { try rows.lines(of: $0.id) }
    state.coverage = try rows.coverage(names)
    if since != nil || until != nil {
      let window = StateWindow(from: since, to: until)
      try window.cut(&state, sources.compactMap(\.id), rows)
    }
    state.streams = try rows.streams(names, path)
    state.states = try rows.states(names)
    let run = try Row.fetchOne(db, sql: "SELECT mode, reason FROM state")
    state.mode = (run?.at(0).text).flatMap(Liveness.Mode.init(rawValue:))
    state.reason = run?.at(1).text ?? ""
    state.transitions = try rows.transitions()
    state.notes = try rows.notes()
    state.waivers = try rows.waivers()
    return state
  }
}
