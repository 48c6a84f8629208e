/// Whose key a request was made with: one of the configured keys, or one of three words for "none of them".
package struct KeyIdentity: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// 0 keyless, 1 unknown, 2 unlabelled, 3 + i the configured key number i.
  package let code: UInt16

  package init(code: UInt16) { self.code = code }
  /// The configured key with this index in `Configuration.keys`.
  package init(key index: Int) { code = UInt16(truncatingIfNeeded: index &+ 3) }

  /// No key was presented (`none` in data).
  package static let keyless = KeyIdentity(code: 0)
  /// A key was presented and is none of ours.
  package static let unknown = KeyIdentity(code: 1)
  /// The line does not say.
  package static let unlabelled = KeyIdentity(code: 2)

  /// Index in `Configuration.keys`, nil for the three words.
  package var keyIndex: Int? { code >= 3 ? Int(code) - 3 : nil }

  /// The identity as it stands in data: a key's name, `unknown`, `none` or `unlabelled`.
  package func name(in configuration: Configuration) -> String {
    switch code {
    case 0: "none"
    case 1: "unknown"
    case 2: "unlabelled"
    default: keyIndex.flatMap { configuration.keys[safe: $0]?.name } ?? "unknown"
    }
  }

  package static func < (a: KeyIdentity, b: KeyIdentity) -> Bool { a.code < b.code }
}

extension Array {
  /// The element at `index`, or nil outside the array.
  package subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
