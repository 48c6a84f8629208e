import Glibc

/// The right to be the one writer of a state: a lock on a file beside it, which the system takes back when the process
/// ends, however it does.
struct WriterLock: ~Copyable {
  private let descriptor: Int32

  /// Takes it; throws `.inUse` with the holder's process id where another has it.
  init(beside path: String) throws(StoreError) {
    let name = Self.name(path)
    descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .system(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw .inUse(by: holder)
    }
    let text = Array("\(getpid())\n".utf8)
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  deinit { close(descriptor) }

  /// The process that has it; nil where nobody does.
  static func writer(of path: String) -> Int32? {
    let descriptor = open(name(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
    return holder(descriptor)
  }

  private static func name(_ path: String) -> String { path + ".lock" }

  private static func holder(_ descriptor: Int32) -> Int32 {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let digits = bytes.prefix(max(count, 0)).prefix { $0 &- 0x30 < 10 }
    return Int32(String(decoding: digits, as: UTF8.self)) ?? 0
  }
}

extension StoreError {
  /// The failure of the last system call.
  static func system(_ path: String) -> StoreError {
    .failed(path: path, cause: String(cString: strerror(errno)).lowercased())
  }
}
