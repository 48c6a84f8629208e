import Glibc
import KeywatchCore

/// A file of at most a megabyte that is read whole: the configuration, an env file.
struct SmallFile: ~Copyable {
  static let limit = 1 << 20

  private let path: String
  private let descriptor: Int32

  /// Opens the file; throws `Failure.missing` where there is none, else `.trouble`.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    if descriptor < 0 { throw Failure.opening(path) }
  }

  deinit { close(descriptor) }

  /// Mode bits, as in `0o600`.
  var mode: mode_t {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  /// Reads all of it into bytes that are wiped when dropped.
  func secret() throws -> SecretBytes {
    var bytes = SecretBytes(capacity: Self.limit)
    var last = -1
    while last != 0 {
      try bytes.append { free in
        guard free.count > 0 else {
          throw Failure.trouble("cannot read \(path): it is larger than \(Self.limit) bytes")
        }
        last = read(descriptor, free.baseAddress, free.count)
        if last < 0, errno != EINTR { throw Failure.system("read", path) }
        return max(last, 0)
      }
    }
    return bytes
  }

  /// Reads all of it as text; throws `Failure.trouble` where it is no UTF-8.
  func text() throws -> String {
    var bytes = try secret()
    let text = bytes.withBytes { String(validating: $0, as: UTF8.self) }
    guard let text else { throw Failure.trouble("cannot read \(path): it is no UTF-8 text") }
    return text
  }
}
