/// What reading some sources comes to next.
package enum Step: Hashable, Sendable {
  /// There are unread bytes: `read(into:)` gives them.
  case bytes(LineStream)
  /// The stream is over: a line it left open is finished as it is.
  case ended(LineStream)
  /// The file was truncated and is read from 0: what it left open is lost, and so may be lines
  /// before it.
  case rewound(LineStream)
  case lost(LineStream, String)
  /// Nothing now.
  case idle
}
