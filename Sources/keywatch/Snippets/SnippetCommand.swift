import ArgumentParser

/// `keywatch snippet`: prints a file for another program, ready to be installed.
struct SnippetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snippet",
    abstract:
      "Print a file that makes a server log which key, or a unit file for keywatch collect.",
    usage: "keywatch snippet <program> [<options>]",
    discussion: """
      Its first lines say how to install it. Header, keys and variables are those of the \
      configuration; no key is read, and none is in what is printed.

      \(Snippet.all.map { "\($0.name): \($0.summary)" }.joined(separator: "\n"))
      """)

  @Argument(help: ArgumentHelp("For whom.", valueName: "program"))
  var snippet: Snippet

  @OptionGroup var common: CommonOptions

  func run() throws {
    let keys = try SnippetKeys(ConfigurationFile.read(named: common.config))
    try Output.standard.write(Array(snippet.text(keys).utf8))
  }
}
