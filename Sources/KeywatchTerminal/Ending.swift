import Glibc

/// Why the screen's loop ended.
package enum Ending: Hashable, Sendable {
  case quit
  case signal(Int32)
  /// The terminal is gone.
  case hangup

  /// The exit status that says so.
  package var status: Int32 {
    switch self {
    case .quit: 0
    case .signal(let number): 128 + number
    case .hangup: 128 + SIGHUP
    }
  }
}
