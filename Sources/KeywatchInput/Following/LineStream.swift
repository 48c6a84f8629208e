/// A run of bytes whose lines belong together: one file from its beginning to its end, or standard
/// input.
///
/// What one leaves open must not be joined with another's bytes.
package struct LineStream: Hashable, Sendable {
  /// Index of its SOURCE among those that are read.
  package let source: Int
  /// Never used twice in one run.
  package let number: Int
}
