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
    try makeDirectory(of: path)
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

  /// Makes what is missing of a state's directory, for its owner alone.
  static func makeDirectory(of path: String) throws(StoreError) { try make(directory(of: path)) }

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

  /// Which files have the names of the state and its companions now; nil where there is none.
  static func identities(_ path: String) -> [FileIdentity?] {
    ([""] + companions).map { try? identity(path + $0) }
  }

  /// Opens it; one that is damaged is set aside and a new one made.
  static func open(
    _ path: String, name: String, now: Timestamp
  ) throws(StoreError) -> (database: DatabaseQueue, setAside: String?) {
    // A second name for the log of changes: SQLite takes away the first one when it closes what it cannot read.
    let log = path + "-wal"
    let spare = log + ".kept"
    unlink(spare)
    link(log, spare)
    defer { unlink(spare) }
    do throws(StoreError) {
      return (try openSound(path, name: name), nil)
    } catch {
      guard error == .damaged(path) else { throw error }
    }
    let aside = free(path + ".corrupt-" + stamp(now))
    if access(log, F_OK) != 0 { rename(spare, log) }
    try move(path, to: aside)
    try prepare(path)
    let database = try openSound(path, name: name)
    let kept = aside.split(separator: "/").last ?? ""
    return (database, "the state was damaged and is kept as \(kept); the logs are read again")
  }

  /// Opens one that is whole and ours, and says of every stream how far it was read, or throws `.damaged`.
  static func openSound(_ path: String, name: String) throws(StoreError) -> DatabaseQueue {
    try examineHeader(path)
    // Behind a kill a part of the log may be missing that the file rests on: only the long check finds an index that is
    // older than its table.
    var log = stat()
    let wasKilled = stat(path + "-wal", &log) == 0 && log.st_size > 0
    return try StoreError.mapping(path) {
      let database = try connect(path, isReadOnly: false)
      try database.inDatabase { db in
        let check = wasKilled ? "integrity_check" : "quick_check"
        guard try String.fetchOne(db, sql: "PRAGMA \(check)(1)") == "ok" else {
          throw StoreError.damaged(path)
        }
        try Schema.migrate(db, path)
        try claim(db, path, name: name)
        _ = try StateRows(db: db).streams(nil, path)
      }
      for companion in companions { chmod(path + companion, 0o600) }
      return database
    }
  }

  /// What SQLite must not even open: a newer keywatch's file is not touched, and of one that is none it would remove the
  /// log of changes.
  private static func examineHeader(_ path: String) throws(StoreError) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = pread(descriptor, &header, header.count, 0)
    guard count >= 0 else { throw .system(path) }
    guard count > 0 else {
      var log = stat()
      if stat(path + "-wal", &log) == 0, log.st_size > 0 { throw .damaged(path) }
      return
    }
    guard count == header.count, header.starts(with: "SQLite format 3\0".utf8) else {
      throw .damaged(path)
    }
    // The version is a number of four bytes, the highest first.
    let version = header[60..<64].reduce(0) { $0 << 8 | Int($1) }
    if version > Schema.version, version < 1 << 16 { throw .newer(path: path, version: version) }
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

  /// A name that no file has yet: this one, or it with a number.
  static func free(_ name: String) -> String {
    var (free, number) = (name, 1)
    while access(free, F_OK) == 0, number < 1000 {
      number += 1
      free = "\(name)-\(number)"
    }
    return free
  }

  /// `20261124T101500`.
  static func stamp(_ now: Timestamp) -> String {
    String(now.rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" })
  }
}
