import CSystem
import GRDB
import Glibc
import KeywatchCore

/// The file of a state: making it, looking at it, putting a damaged one aside.
enum StateFile {
  /// What follows a state's name in those of the files that belong to it.
  static let companions = ["-wal", "-shm"]
  /// Makes the directory and an empty file of the right modes, whatever the umask.
  static func prepare(_ path: String) throws(StoreError) {
    let directory = directory(of: path)
    try make(directory)
    if kw_is_remote(directory) == 1 {
      throw .failed(path: path, cause: "it is on a network file system; name a local one")
    }
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(path) }
    fchmod(descriptor, 0o600)
    close(descriptor)
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes what is missing of a directory, for its owner alone.
  private static func make(_ directory: String) throws(StoreError) {
    guard directory != ".", access(directory, F_OK) != 0 else { return }
    let parent = self.directory(of: directory)
    if parent != directory { try make(parent) }
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .system(directory) }
    chmod(directory, 0o700)
  }

  /// Which file has the name now.
  static func identity(_ path: String) throws(StoreError) -> FileIdentity {
    var file = kw_file()
    let code = kw_describe_path(path, &file)
    guard code == 0 else {
      throw .failed(path: path, cause: String(cString: strerror(code)).lowercased())
    }
    return FileIdentity(device: file.device, inode: file.inode, born: file.born)
  }

  /// Opens it; one that is damaged is set aside and a new one made.
  static func open(
    _ path: String, name: String, now: Timestamp
  ) throws(StoreError) -> (database: DatabaseQueue, setAside: String?) {
    do throws(StoreError) {
      return (try openSound(path, name: name), nil)
    } catch {
      guard error == .failed(path: path, cause: damaged) else { throw error }
    }
    let aside = path + ".corrupt-" + stamp(now)
    try move(path, to: aside)
    try prepare(path)
    let database = try openSound(path, name: name)
    return (database, "the state was damaged and is kept as \(aside); the logs are read again")
  }

  private static let damaged = "it is damaged"

  private static func openSound(_ path: String, name: String) throws(StoreError) -> DatabaseQueue {
    try refuseNewer(path)
    return try StoreError.mapping(path) {
      let database = try connect(path, isReadOnly: false)
      try database.inDatabase { db in
        guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else {
          throw StoreError.failed(path: path, cause: damaged)
        }
        try migrate(db, path)
        try claim(db, path, name: name)
      }
      for companion in companions { chmod(path + companion, 0o600) }
      return database
    }
  }

  /// A newer keywatch's file is not touched, not even by the settings of a connection.
  private static func refuseNewer(_ path: String) throws(StoreError) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    // The version is a number of four bytes, the highest first, in SQLite's header.
    var bytes = [UInt8](repeating: 0, count: 4)
    guard pread(descriptor, &bytes, 4, 60) == 4 else { return }
    let version = bytes.reduce(0) { $0 << 8 | Int($1) }
    var magic = [UInt8](repeating: 0, count: 15)
    guard pread(descriptor, &magic, 15, 0) == 15, magic.elementsEqual("SQLite format 3".utf8) else {
      return
    }
    if version > Schema.version, version < 1 << 16 { throw .newer(path: path, version: version) }
  }

  private static func migrate(_ db: Database, _ path: String) throws {
    try db.inTransaction(.immediate) {
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard version <= Schema.version else {
        throw StoreError.newer(path: path, version: version)
      }
      for step in Schema.steps.dropFirst(version) {
        for statement in step { try db.execute(sql: statement) }
      }
      try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
      return .commit
    }
    // What is not a state of ours lacks a table or a column.
    for table in ["state", "source", "use", "use_hour", "use_day", "position", "hole"]
    where try !db.tableExists(table) {
      throw StoreError.failed(path: path, cause: damaged)
    }
  }

  private static func claim(_ db: Database, _ path: String, name: String) throws {
    guard let owner = try String.fetchOne(db, sql: "SELECT name FROM state") else {
      return try db.execute(sql: "INSERT INTO state (name) VALUES (?)", arguments: [name])
    }
    guard owner == name else { throw StoreError.otherName(path: path, name: owner) }
  }

  /// Renames a state with its companions; nothing is ever deleted.
  static func move(_ path: String, to aside: String) throws(StoreError) {
    for companion in [""] + companions where access(path + companion, F_OK) == 0 {
      guard rename(path + companion, aside + companion) == 0 else { throw .system(path) }
    }
  }

  /// `20261124T101500`.
  static func stamp(_ now: Timestamp) -> String {
    String("\(now)".prefix(19).filter { $0 != "-" && $0 != ":" })
  }
}
