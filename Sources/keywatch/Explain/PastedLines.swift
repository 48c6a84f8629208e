import Glibc
import KeywatchCore
import KeywatchInput

/// The lines that are to be explained: few enough to be looked at.
struct PastedLines {
  /// Lines of a file, and of standard input, at most.
  static let fileLines = 20
  static let pastedLines = 1000

  /// Whole lines; the last one may lack its newline.
  let bytes: [UInt8]
  /// Whether there are more.
  let isCut: Bool

  /// What somebody pastes on standard input, up to its end.
  init() throws {
    if isatty(STDIN_FILENO) == 1 {
      try Output.standardError.write(Array("Paste lines of a log, then press Ctrl-D.\n".utf8))
    }
    try self.init(limit: Self.pastedLines) { memory in
      while true {
        let count = Glibc.read(STDIN_FILENO, memory.baseAddress, memory.count)
        if count >= 0 { return count }
        guard errno == EINTR else { throw Failure.system("read", "standard input") }
      }
    }
  }

  /// The first lines of a file, compressed or not.
  init(file path: String) throws {
    let file = try BatchFile(path: path)
    var offset: Int64 = 0
    try self.init(limit: Self.fileLines) { memory in
      switch file {
      case .plain(let reader):
        let count = try reader.read(at: offset, into: memory)
        offset += Int64(count)
        return count
      case .compressed(let text): return try text.read(into: memory)
      }
    }
  }

  /// The first `limit` lines that `read` gives, which returns 0 at the end; at most a megabyte.
  init(limit: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    var bytes = [UInt8](repeating: 0, count: LineBuffer.lineLimit)
    var count = 0
    var lines = 0
    var end: Int?
    while end == nil, count < bytes.count {
      let free = count..<min(count + 64 << 10, bytes.count)
      let more = try bytes.withUnsafeMutableBytes { try read(.init(rebasing: $0[free])) }
      if more <= 0 { break }
      for i in count..<count + more where bytes[i] == 0x0a && end == nil {
        lines += 1
        if lines == limit { end = i + 1 }
      }
      count += more
    }
    if end == nil, count == bytes.count {
      guard let last = bytes.lastIndex(of: 0x0a) else {
        throw Failure.undecoded("the first line has more than \(LineBuffer.lineLimit) bytes")
      }
      end = last + 1
    }
    self.bytes = Array(bytes.prefix(end ?? count))
    var probe: UInt8 = 0
    let isMore = try withUnsafeMutableBytes(of: &probe) { try end == count && read($0) > 0 }
    isCut = end.map { $0 < count } ?? false || isMore
  }
}
