/// The values a server knows: those that open something, and those that once did.
package struct KeyRing: Sendable {
  /// One value of a configured key.
  package struct Value: Sendable {
    /// Index in `Configuration.keys`.
    package var key: Int
    package var digest: KeyDigest
    package var state: Key.State

    package init(key: Int, digest: KeyDigest, state: Key.State = .active) {
      self.key = key
      self.digest = digest
      self.state = state
    }
  }

  package var values: [Value]
  /// Values that were given up under any name; only their fingerprints are known.
  package var retired: [Fingerprint]
  /// What stands for a presented value that is none of these.
  package var unknown: UnknownKeyHash

  package init(values: [Value], retired: [Fingerprint] = [], unknown: UnknownKeyHash) {
    self.values = values
    self.retired = retired
    self.unknown = unknown
  }

  /// What a presented value is compared by; nil where no header came.
  package func present(_ value: UnsafeRawBufferPointer?) -> PresentedKey {
    guard let value, !value.isEmpty else { return .absent }
    return PresentedKey(
      digest: KeyDigest(ofKey: value), shape: KeyShape(of: value),
      alias: unknown.fingerprint(of: value))
  }
}
