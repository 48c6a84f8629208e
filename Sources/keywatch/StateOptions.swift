import ArgumentParser
import Glibc

/// The option of every command that uses a state.
struct StateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The state (default: $XDG_STATE_HOME/keywatch/keywatch.db, else ~/.local/state/keywatch/keywatch.db).
      """, valueName: "file"),
    completion: .file(extensions: ["db"]))
  var state: String?

  /// The path of the state; throws `Failure.usage` where nothing says where it could be.
  func path() throws -> String {
    if let state { return state }
    // The specification wants a relative one ignored: it would mean another state in every directory.
    if let directory = environment("XDG_STATE_HOME"), directory.hasPrefix("/") {
      return directory + "/keywatch/keywatch.db"
    }
    guard let home = environment("HOME") else {
      throw Failure.usage("there is no HOME to keep a state in; name a file with --state")
    }
    return home + "/.local/state/keywatch/keywatch.db"
  }
}
