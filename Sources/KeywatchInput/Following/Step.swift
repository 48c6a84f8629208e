/// What reading some sources comes to next.
package enum Step: Hashable, Sendable {
  /// There are unread bytes: `read(into:)` gives them.
  case bytes(LineStream)
  /// The stream is over: a line it left open is finished as it is.
  case ended(LineStream)
  /// What the stream left open is to be dropped: its file was truncated, and the line is lost or read
  /// again from another one.
  case dropped(LineStream)
  /// Nothing now.
  case idle
}
