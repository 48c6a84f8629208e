import Glibc
import KeywatchCore

/// The secret under which unknown keys are hashed: 32 random bytes in a file of its own beside the states, so that no
/// copy of a state says anything of a key.
package enum InstallSecret {
  private static let size = 32

  /// The hash of this installation; its secret is made where there is none.
  package static func hash(beside path: String) throws(StoreError) -> UnknownKeyHash {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let name = directory + "secret"
    if let secret = try read(name) { return UnknownKeyHash(secret: secret) }
    try make(name)
    guard let secret = try read(name) else { throw .system(name) }
    return UnknownKeyHash(secret: secret)
  }

  private static func read(_ name: String) throws(StoreError) -> [UInt8]? {
    let descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .system(name)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: size + 1)
    guard Glibc.read(descriptor, &bytes, bytes.count) == size else {
      throw .failed(path: name, cause: "the secret is damaged; remove it to begin with a new one")
    }
    return Array(bytes.prefix(size))
  }

  /// Whoever comes first makes it: a file with all its bytes gets the name, or somebody else's has it.
  private static func make(_ name: String) throws(StoreError) {
    // Nobody else's name, in this process either: several may begin at one time.
    let new = name + ".\(getpid())-\(UInt32.random(in: .min ... .max))"
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(name) }
    defer { unlink(new) }
    fchmod(descriptor, 0o600)
    // The system's generator: getrandom(2).
    var generator = SystemRandomNumberGenerator()
    var bytes = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let isWritten = write(descriptor, bytes, size) == size && fsync(descriptor) == 0
    explicit_bzero(&bytes, size)
    close(descriptor)
    guard isWritten else { throw .system(name) }
    guard link(new, name) == 0 || errno == EEXIST else { throw .system(name) }
  }
}
