import Crypto

extension Fingerprint {
  /// The fingerprint of a key's bytes: the first 8 bytes of their SHA-256.
  package init(ofKey bytes: UnsafeRawBufferPointer) {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    self.init(bits: firstEightBytes(hash.finalize()))
  }
}

/// Tells unknown presented values apart without keeping anything of them: HMAC-SHA256 under a random secret,
/// cut to 8 bytes.
package struct UnknownKeyHash: Sendable {
  private let secret: SymmetricKey

  /// With a secret of its own that nobody keeps.
  package init() { secret = SymmetricKey(size: .bits256) }

  /// With a given secret, 32 bytes.
  package init(secret: [UInt8]) { self.secret = SymmetricKey(data: secret) }

  /// What stands for a presented value.
  package func fingerprint(of bytes: UnsafeRawBufferPointer) -> Fingerprint {
    var hash = HMAC<SHA256>(key: secret)
    hash.update(data: bytes)
    return Fingerprint(bits: firstEightBytes(hash.finalize()))
  }
}

private func firstEightBytes(_ digest: some Sequence<UInt8>) -> UInt64 {
  digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
}
