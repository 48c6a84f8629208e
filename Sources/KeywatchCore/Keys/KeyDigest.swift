import Crypto

/// The whole SHA-256 of a key: what a server compares presented values with.
///
/// A fingerprint is a quarter of it, is logged, and is too short to let anybody in by.
package struct KeyDigest: Hashable, Sendable {
  private let words: SIMD4<UInt64>

  /// Of a key's bytes.
  package init(ofKey bytes: UnsafeRawBufferPointer) {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    var words = SIMD4<UInt64>(repeating: 0)
    for (i, byte) in hash.finalize().enumerated() {
      words[i / 8] = words[i / 8] << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// Of a key's bytes.
  package init(ofKey bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { KeyDigest(ofKey: $0) }
  }

  /// What is kept and logged of the key.
  package var fingerprint: Fingerprint { Fingerprint(bits: words[0]) }

  /// Whether two digests are equal, found out in the same time whatever they are.
  package func matches(_ other: KeyDigest) -> Bool {
    let difference = words ^ other.words
    return difference[0] | difference[1] | difference[2] | difference[3] == 0
  }
}
