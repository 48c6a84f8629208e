import KeywatchCore
import KeywatchInput

/// A file of a batch: plain text is read in ranges by several threads, a compressed one by one.
enum BatchFile: Sendable {
  case plain(RangeReader)
  case compressed(CompressedFile)

  /// Opens a regular file, told by its first bytes.
  init(path: String) throws(InputError) {
    if let file = try CompressedFile(path: path) {
      self = .compressed(file)
    } else {
      self = .plain(try RangeReader(path: path))
    }
  }

  var path: String {
    switch self {
    case .plain(let reader): reader.path
    case .compressed(let file): file.path
    }
  }

  var identity: FileIdentity {
    switch self {
    case .plain(let reader): reader.identity
    case .compressed(let file): file.identity
    }
  }
}

extension BatchFile {
  /// True for a compressed file whose text is that of `other`, as far as it has come: a compressor
  /// removes what it reads when it is through.
  func isBeingMade(from other: BatchFile) throws(InputError) -> Bool {
    guard case .compressed = self, case .plain(let original) = other,
      LogName(path).base == LogName(original.path).base,
      LogName(path).age == LogName(original.path).age
    else { return false }
    // Opened once more: what is read of the text here would be missing in the batch.
    guard let copy = try CompressedFile(path: path) else { return false }
    let text = Self.beginning { bytes throws(InputError) in try copy.read(into: bytes) }
    let wanted = Self.beginning { bytes throws(InputError) in
      try original.read(at: 0, into: .init(rebasing: bytes[..<text.count]))
    }
    guard text == wanted else { return false }
    // A text that has ended, and not with a failure, is all of it or another one.
    let size = try? copy.skip(to: .max)
    return size.map { $0 == original.size } ?? true
  }

  /// Bytes that are compared: two logs do not have so many in common.
  private static let comparedSize = 64 << 10

  /// The first bytes; none where reading fails.
  private static func beginning(
    _ read: (UnsafeMutableRawBufferPointer) throws(InputError) -> Int
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: comparedSize)
    let count = bytes.withUnsafeMutableBytes { try? read($0) }
    bytes.removeLast(bytes.count - (count ?? 0))
    return bytes
  }
}
