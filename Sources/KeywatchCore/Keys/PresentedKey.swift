/// A value that came with a request, reduced to what may be kept of it.
package struct PresentedKey: Sendable {
  /// nil where nothing was presented.
  package let digest: KeyDigest?
  package let shape: KeyShape
  /// The HMAC that is logged should the value be unknown.
  package let alias: Fingerprint?

  /// No header, or an empty one.
  package static let absent = PresentedKey(digest: nil, shape: .absent, alias: nil)
}
