import KeywatchCore

/// How far content was read, and what it is known by wherever it stands: hashes of its first bytes
/// and of those before the offset.
struct Mark: Hashable, Sendable {
  static let headLimit = Int64(FilePosition.headLimit)
  static let tailLimit = Int64(FilePosition.tailLimit)

  var offset: Int64 = 0
  var head = Witness.empty
  var tail = Witness.empty

  /// False where it would be good for any content.
  var isTelling: Bool { offset > 0 && tail.count > 0 }

  /// True where some content has what was read; nil where it cannot be looked at.
  func isGood(for bytes: (Range<Int64>) -> [UInt8]?) -> Bool? {
    guard offset >= Int64(tail.count) else { return false }
    guard let first = bytes(0..<Int64(head.count)) else { return nil }
    guard Self.witness(of: first) == head else { return false }
    guard let last = bytes(offset - Int64(tail.count)..<offset) else { return nil }
    return Self.witness(of: last) == tail
  }

  /// The hash of some bytes.
  static func witness(of bytes: some Sequence<UInt8>) -> Witness {
    Array(bytes).withUnsafeBytes { Witness($0) }
  }
}
