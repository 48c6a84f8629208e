import Glibc
import KeywatchCore

/// Where a command writes: standard output, or a file that appears whole or not at all.
enum Output: Equatable {
  case standard
  case standardError
  case file(String)

  /// Writes all of `bytes`; a reader of standard output that has gone is no failure.
  func write(_ bytes: [UInt8]) throws {
    switch self {
    case .standard: try Self.write(bytes, to: STDOUT_FILENO, "standard output")
    case .standardError: try Self.write(bytes, to: STDERR_FILENO, "standard error")
    case .file(let path): try Self.replace(path, with: bytes, mode: 0o600)
    }
  }

  /// Whether files can be written below it.
  var isDirectory: Bool {
    guard case .file(let path) = self else { return false }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The file of this name below a directory.
  func file(_ name: String) -> Output {
    guard case .file(let path) = self else { return self }
    return .file(path.hasSuffix("/") ? path + name : "\(path)/\(name)")
  }

  /// Writes one line about what went wrong to standard error, with everything unseen written out.
  static func complain(_ text: String) {
    try? standardError.write(Array("keywatch: \(text.plain)\n".utf8))
  }

  /// Writes a file that does not exist yet, of the usual mode.
  static func create(_ path: String, _ bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure.system("write", path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
  }

  /// Writes a file beside `path` and renames it, so that the old content stays until the new is whole.
  static func replace(_ path: String, with bytes: [UInt8], mode: mode_t) throws {
    var status = stat()
    if lstat(path, &status) == 0, !isReplaceable(path, status) {
      return try writeThrough(path, bytes)
    }
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Failure.system("write", path) }
    defer { close(descriptor) }
    do {
      try write(bytes, to: descriptor, path)
      guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0, rename(template, path) == 0
      else {
        throw Failure.system("write", path)
      }
    } catch {
      unlink(template)
      throw error
    }
  }

  /// A regular file, or a link to be replaced by one; a device, a pipe or anything in /dev is
  /// written to.
  private static func isReplaceable(_ path: String, _ status: stat) -> Bool {
    switch status.st_mode & S_IFMT {
    case S_IFREG: true
    case S_IFLNK: !path.hasPrefix("/dev/")
    default: false
    }
  }

  private static func writeThrough(_ path: String, _ bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw Failure.system("write", path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, _ name: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EPIPE {
        return
      } else if errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      } else if errno != EINTR {
        throw Failure.system("write", name)
      }
    }
  }
}
