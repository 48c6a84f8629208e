/// How a file is compressed, told by its first bytes: names lie.
package enum Compression: String, Sendable {
  case gzip, zstd, xz, bzip2

  /// Bytes that are enough to tell.
  static let headSize = 10

  /// Nil for what no compressor wrote, as plain text is.
  init?(head: some Collection<UInt8>) {
    switch Array(head.prefix(Self.headSize)) {
    case let head where head.starts(with: [0x1f, 0x8b]): self = .gzip
    case let head where head.starts(with: [0x28, 0xb5, 0x2f, 0xfd]): self = .zstd
    // What several threads compressed begins with a skippable frame.
    case let head where (head.first ?? 0) >> 4 == 5 && head[1...].starts(with: [0x2a, 0x4d, 0x18]):
      self = .zstd
    case let head where head.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]): self = .xz
    // The fourth byte is the level, the digits of pi follow.
    case let head where head.starts(with: "BZh".utf8) && head.dropFirst(4).starts(with: Self.pi):
      self = .bzip2
    default: return nil
    }
  }

  private static let pi: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
}

extension Descriptor {
  /// How the file is compressed; nil for plain text.
  var compression: Compression? {
    var head = [UInt8](repeating: 0, count: Compression.headSize)
    let count = head.withUnsafeMutableBytes { try? read(at: 0, into: $0) }
    return Compression(head: head.prefix(count ?? 0))
  }
}
