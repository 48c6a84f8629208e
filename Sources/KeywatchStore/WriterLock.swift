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
    guard Self.take(descriptor) else {
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw .inUse(by: holder)
    }
    // Of one length always, in one go: who looks meanwhile sees the old number or the new one.
    let digits = "\(getpid())"
    let text = Array((digits + String(repeating: " ", count: 11 - digits.count) + "\n").utf8)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  /// Whoever asks for the writer holds the lock for a moment; that moment is waited for.
  private static func take(_ descriptor: Int32) -> Bool {
    for _ in 0..<10 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(5_000)
    }
    return false
  }

  /// Whether the lock's name still stands for the file that is locked.
  func isInPlace(beside path: String) -> Bool {
    var (own, named) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(Self.name(path), &named) == 0
      && own.st_ino == named.st_ino && own.st_dev == named.st_dev && own.st_nlink > 0
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
