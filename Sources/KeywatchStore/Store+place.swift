import GRDB
import Glibc
import KeywatchCore

extension Store {
  /// Looks whether the state's names still stand for the files that are open. Where they do not, what we have is written
  /// there again, and a clause says so; SQLite itself would go on writing to files that have no name.
  package mutating func checkPlace(now: Timestamp) throws(StoreError) -> String? {
    try keepLock()
    if mustReopen { try reopen() }
    let present = StateFile.identities(path)
    guard present != identities else { return nil }
    let rescued = try rescue()
    let aside = StateFile.free(path + ".replaced-" + StateFile.stamp(now))
    let isReplaced = try putStrangersAside(present, to: aside)
    guard rename(rescued, path) == 0 else { throw .system(path) }
    // What is left of the companions is ours, and belongs to the file that was open.
    for companion in StateFile.companions { unlink(path + companion) }
    mustReopen = true
    try reopen()
    return isReplaced
      ? "the state was replaced while it was written to; the other one is kept as \(aside)"
      : "the state was removed while it was written to; it is there again"
  }

  /// Without its name the lock keeps nobody away; whoever has begun to write here meanwhile keeps the place.
  private mutating func keepLock() throws(StoreError) {
    guard !lock.isInPlace(beside: path) else { return }
    try StateFile.makeDirectory(of: path)
    lock = try WriterLock(beside: path)
  }

  /// Writes all we have to a file beside the state, and to the disk.
  private func rescue() throws(StoreError) -> String {
    let rescued = path + ".rescued"
    unlink(rescued)
    try read { db in try db.execute(sql: "VACUUM INTO ?", arguments: [rescued]) }
    let descriptor = Glibc.open(rescued, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else { throw .system(path) }
    return rescued
  }

  /// Files of others that have our names now are renamed; true where there was a whole state of another.
  private func putStrangersAside(
    _ present: [FileIdentity?], to aside: String
  ) throws(StoreError) -> Bool {
    for (i, suffix) in ([""] + StateFile.companions).enumerated() {
      guard let stranger = present[i], stranger != identities[i] else { continue }
      guard rename(path + suffix, aside + suffix) == 0 else { throw .system(path) }
    }
    return present[0] != nil && present[0] != identities[0]
  }

  /// Closes the connection and opens another one to what has the name now, which must be whole.
  private mutating func reopen() throws(StoreError) {
    try? database.close()
    database = try StateFile.openSound(path, name: name)
    identities = StateFile.identities(path)
    mustReopen = false
  }
}
