import Glibc

/// The directory a demo writes to: `app.log`, its rotated siblings and `truth.json`.
struct DemoDirectory {
  let path: String

  /// The live log.
  var log: String { path + "/app.log" }
  /// The log that was rotated `number` times.
  func rotated(_ number: Int) -> String { log + ".\(number)" }
  /// The state of the dashboard that shows it, in a directory of its own.
  var state: String { path + "/state/keywatch.db" }
  private var truth: String { path + "/truth.json" }

  /// Makes the directory where it is missing. The files of an earlier demo are removed, which are
  /// known by their truth; a log without one is somebody's own and stays.
  func prepare() throws(DemoError) {
    try make()
    let logs = try names().filter(isLog).map { path + "/" + $0 }
    guard let first = logs.min() else { return }
    guard access(truth, F_OK) == 0 else { throw .inTheWay(path: first) }
    for file in logs + [truth] where unlink(file) != 0 {
      throw .failed("cannot remove", path: file, errno: errno)
    }
  }

  /// Writes the truth, which ends the work on the directory.
  func write(truth bytes: [UInt8]) throws(DemoError) {
    let descriptor = open(truth, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .failed("cannot open", path: truth, errno: errno) }
    defer { close(descriptor) }
    try writeAll(bytes[...], to: descriptor, path: truth)
  }

  /// A new directory of our own, in TMPDIR or /tmp.
  static func temporary() throws(DemoError) -> DemoDirectory {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array((parent + "/keywatch-demo-XXXXXX").utf8CString)
    guard mkdtemp(&path) != nil else {
      throw .failed("cannot make a directory in", path: parent, errno: errno)
    }
    return DemoDirectory(
      path: String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// Removes the directory with the demo's files in it.
  func remove() {
    for name in (try? names()) ?? [] where isLog(name) { unlink(path + "/" + name) }
    unlink(truth)
    removeState()
    rmdir(path)
  }

  private func removeState() {
    for ending in ["", "-wal", "-shm", ".lock"] { unlink(state + ending) }
    unlink(path + "/state/secret")
    rmdir(path + "/state")
  }

  private func make() throws(DemoError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made == "/" ? part : "/" + part
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
        throw .failed("cannot make", path: made, errno: errno)
      }
    }
  }

  private func names() throws(DemoError) -> [String] {
    guard let directory = opendir(path) else {
      throw .failed("cannot open", path: path, errno: errno)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }

  private func isLog(_ name: String) -> Bool {
    guard name.hasPrefix("app.log") else { return false }
    let rest = name.dropFirst(7)
    return rest.isEmpty || rest.first == "." && Int(rest.dropFirst()) != nil
  }
}

/// Writes all bytes, however the system cuts them.
func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, path: String) throws(DemoError) {
  var rest = bytes
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw .failed("cannot write", path: path, errno: errno) }
    rest = rest.dropFirst(count)
  }
}
