import ArgumentParser

/// `keywatch snippet`: prints a file for another program, ready to be installed.
struct SnippetCommand: ParsableCommand {
  /// What there is a file for.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case systemd

    /// The file's text.
    var text: String {
      switch self {
      case .systemd: SystemdUnit.text
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "snippet",
    abstract: "Print a unit file that keeps keywatch collect running.",
    usage: "keywatch snippet systemd",
    discussion: "Its first lines say how to install it.")

  @Argument(help: ArgumentHelp("For whom: systemd.", valueName: "program"))
  var kind: Kind

  func run() throws { try Output.standard.write(Array(kind.text.utf8)) }
}
