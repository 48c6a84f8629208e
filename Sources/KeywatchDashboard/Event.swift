/// What comes back from the terminal.
package enum Event: Sendable, Equatable {
  case keystroke(Keystroke)
  case mouse(x: Int, y: Int, button: MouseButton)
  case resize(width: Int, height: Int)
  /// The engine has a newer snapshot.
  case snapshot
  /// Time passed; ages on the screen move on.
  case tick
}

/// One keystroke.
package enum Keystroke: Hashable, Sendable {
  case character(Unicode.Scalar)
  /// Control and a letter, as its lower-case letter: ^C is `.control("c")`.
  case control(Unicode.Scalar)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete, insert
  case function(Int)
}

/// What a mouse did; only sent when asked for.
package enum MouseButton: Sendable, Equatable {
  case left, wheelUp, wheelDown
}
