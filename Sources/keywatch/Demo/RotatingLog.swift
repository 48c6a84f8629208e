import Glibc

/// A log that is renamed away when it is full, as logrotate does it: `app.log` is live, `app.log.1`
/// the newest of the others.
struct RotatingLog: ~Copyable {
  private let directory: DemoDirectory
  private let linesPerFile: Int
  private var descriptor: Int32
  /// Lines of the live file, and files before it.
  private var lines = 0
  private var rotations = 0
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18

  /// Begins an empty log in a directory that is prepared for it.
  init(in directory: DemoDirectory, linesPerFile: Int) throws(DemoError) {
    self.directory = directory
    self.linesPerFile = max(linesPerFile, 1)
    descriptor = try Self.create(directory.log)
    buffer.reserveCapacity(Self.bufferSize + (4 << 10))
  }

  deinit { close(descriptor) }

  /// Appends a line, in a new file where the live one is full.
  mutating func append(_ line: [UInt8]) throws(DemoError) {
    if lines == linesPerFile { try rotate() }
    buffer.append(contentsOf: line)
    lines += 1
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Hands everything to the system, so that others can read it.
  mutating func flush() throws(DemoError) {
    try writeAll(buffer[...], to: descriptor, path: directory.log)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func rotate() throws(DemoError) {
    try flush()
    for number in stride(from: rotations, through: 0, by: -1) {
      let from = number == 0 ? directory.log : directory.rotated(number)
      guard rename(from, directory.rotated(number + 1)) == 0 else {
        throw .failed("cannot rename", path: from, errno: errno)
      }
    }
    let next = try Self.create(directory.log)
    close(descriptor)
    descriptor = next
    rotations += 1
    lines = 0
  }

  private static func create(_ path: String) throws(DemoError) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .failed("cannot open", path: path, errno: errno) }
    return descriptor
  }
}
