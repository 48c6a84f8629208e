import Crypto

/// What is kept of some bytes of a log to know them again: how many there were, and a hash of them.
package struct Witness: Hashable, Sendable {
  package let count: Int
  /// The first 8 bytes of their SHA-256.
  package let hash: UInt64

  /// As it was stored.
  package init(count: Int, hash: UInt64) {
    self.count = count
    self.hash = hash
  }

  /// Of bytes at hand.
  package init(_ bytes: UnsafeRawBufferPointer) {
    self.init(count: bytes.count, hash: Fingerprint(ofKey: bytes).bits)
  }

  /// Of nothing.
  package static let empty = [UInt8]().withUnsafeBytes { Witness($0) }
}
