import KeywatchCore

/// A file of variables in dotenv syntax, read for the fingerprints and values of keys; its bytes are
/// wiped with it.
///
/// `NAME=value`, `export` in front, single or double quotes, comments, LF or CRLF; the last of
/// equal names counts. What is no assignment to a wanted variable is passed over.
struct EnvFile: ~Copyable {
  private let path: String
  private var bytes: SecretBytes
  /// Whether its mode lets anybody but its owner at it.
  let isOpenToOthers: Bool

  /// Opens and reads the file; throws `Failure.missing` where there is none.
  init(_ path: String) throws {
    let file = try SmallFile(path)
    bytes = try file.secret()
    isOpenToOthers = file.mode & 0o077 != 0
    self.path = path
  }

  /// The fingerprints of those of `variables` that have a value; the values are added to `keys`.
  ///
  /// Throws `Failure.configuration` with the line where a wanted value's quotes do not close.
  mutating func fingerprints(
    of variables: [String], adding keys: inout KeyValues
  ) throws -> [String: Fingerprint] {
    let path = path
    return try bytes.withBytes { bytes in
      var scanner = EnvScanner(bytes)
      var found: [String: Fingerprint] = [:]
      while scanner.nextLine() {
        guard let name = scanner.assignment(to: variables) else { continue }
        guard let value = scanner.value() else {
          throw Failure.configuration("\(path):\(scanner.line): \(name): the quotes do not close")
        }
        found[name] = Fingerprint(ofValue: value)
        keys = keys.adding(value)
      }
      return found
    }
  }
}

extension Fingerprint {
  /// The fingerprint of a variable's value; nil where it is empty or blank, which counts as not
  /// set.
  init?(ofValue bytes: UnsafeRawBufferPointer) {
    if bytes.allSatisfy({ $0 <= 0x20 }) { return nil }
    self.init(ofKey: bytes)
  }
}
