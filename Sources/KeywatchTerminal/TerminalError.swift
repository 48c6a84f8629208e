import Glibc

/// Why there is no screen to draw on.
package enum TerminalError: Error, Equatable {
  case notATerminal
  case nameUnset
  case nameDumb
  /// Neither the terminal nor any of those it could pass for is described on this machine.
  case undescribed(String)
  /// A call of the system failed with this errno.
  case failed(Int32)

  /// The error as one lower-case clause, with what to use instead.
  package var clause: String {
    let instead = "(--snapshot 80x24 prints one frame, report a summary)"
    switch self {
    case .notATerminal: return "standard output is not a terminal \(instead)"
    case .nameUnset: return "TERM is not set \(instead)"
    case .nameDumb: return "TERM is dumb: the terminal has no screen \(instead)"
    case .undescribed(let name):
      return "no description of the terminal \(name), and none of xterm or vt100 \(instead)"
    case .failed(let number):
      return "cannot use the terminal: \(String(cString: strerror(number))) \(instead)"
    }
  }
}
