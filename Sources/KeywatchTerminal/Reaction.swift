/// What the loop does after an event.
package enum Reaction: Sendable {
  case nothing
  /// Show a new frame, now.
  case draw
  /// Show it and paint every cell.
  case repaint
  /// Stop the process, as ^Z does.
  case suspend
  case quit
}
