import KeywatchCore

/// Tells from bytes as they go by whether they are those of a stored position.
struct ContentSight {
  private let position: FilePosition
  private var head: [UInt8] = []
  private var tail: [UInt8] = []

  init(_ position: FilePosition) { self.position = position }

  /// Takes in the bytes that follow.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    head += bytes.prefix(max(position.head.count - head.count, 0))
    let limit = position.tail.count
    tail = Array((bytes.count >= limit ? Array(bytes.suffix(limit)) : tail + bytes).suffix(limit))
  }

  /// False once the first bytes are others.
  var mayBeIt: Bool { head.count < position.head.count || Self.witness(head) == position.head }

  /// True for all the bytes up to the position.
  var isIt: Bool {
    Self.witness(head) == position.head && Self.witness(tail) == position.tail
  }

  private static func witness(_ bytes: [UInt8]) -> Witness { bytes.withUnsafeBytes { Witness($0) } }
}
