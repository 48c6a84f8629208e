import Glibc

/// What a system call failed with.
package struct ErrorNumber: Error, Hashable, Sendable {
  package let code: Int32

  package init(_ code: Int32) { self.code = code }

  /// Nothing of that name.
  package static let missing = ErrorNumber(ENOENT)
  /// Not allowed.
  package static let denied = ErrorNumber(EACCES)

  /// Not enough memory.
  static let noMemory = ErrorNumber(ENOMEM)

  /// What the last call of this thread failed with.
  static var last: ErrorNumber { ErrorNumber(errno) }

  /// The system's words: `No such file or directory`.
  package var words: String {
    // Thread-local since glibc 2.32; it never returns null for any number.
    String(cString: strerror(code))
  }

  /// The system's words, beginning with a small letter.
  var clause: String { words.prefix(1).lowercased() + words.dropFirst() }

  /// True where a part of the path does not exist.
  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
