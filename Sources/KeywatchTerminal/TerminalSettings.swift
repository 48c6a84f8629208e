import CTerminal
import Glibc
import KeywatchDashboard

/// What the environment says about the terminal.
package struct TerminalSettings: Hashable, Sendable {
  /// The value of TERM.
  package var name: String?
  /// NO_COLOR is set to something.
  package var refusesColour: Bool

  package init(name: String?, refusesColour: Bool = false) {
    self.name = name
    self.refusesColour = refusesColour
  }

  /// The settings of this process's environment.
  package static var present: TerminalSettings {
    TerminalSettings(
      name: getenv("TERM").map { String(cString: $0) },
      refusesColour: getenv("NO_COLOR").map { $0.pointee != 0 } ?? false)
  }

  /// Whether the locale writes UTF-8; in C, POSIX or one that is not installed it takes ASCII.
  package static var localeIsUnicode: Bool { kw_locale_is_unicode() != 0 }

  /// The terminal's name, when it names something with a screen.
  func usableName() throws(TerminalError) -> String {
    guard let name, !name.isEmpty else { throw .nameUnset }
    guard name != "dumb" else { throw .nameDumb }
    return name
  }

  /// How many colours to use in `theme` on a terminal that has `colours` of them.
  package func depth(in theme: Theme, colours: Int32) -> Theme.Depth {
    if theme == .mono || refusesColour || colours < 8 { return .mono }
    return colours < 256 ? .colours8 : .colours256
  }
}
