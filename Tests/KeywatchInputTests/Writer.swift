import Glibc

/// A log's writer, which holds its file open whatever happens to the name.
final class Writer: Sendable {
  private let number: Int32

  init(_ path: String, flags: Int32 = O_WRONLY | O_CREAT | O_APPEND) throws {
    number = open(path, flags | O_CLOEXEC, 0o644)
    if number < 0 { throw Scratch.Failure(call: "open", code: errno) }
  }

  deinit { close(number) }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws {
    guard Glibc.write(number, bytes, bytes.count) == bytes.count else {
      throw Scratch.Failure(call: "write", code: errno)
    }
  }
}
