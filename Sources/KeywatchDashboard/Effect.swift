/// What the terminal has to do after an event.
package enum Effect: Sendable, Equatable {
  case draw, nothing, repaint, suspend, quit
}
