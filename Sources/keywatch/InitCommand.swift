import ArgumentParser
import Glibc
import KeywatchCore

/// `keywatch init`: writes the configuration that applies anyway, with comments, to be adapted.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write keywatch.yaml, with comments, to be adapted.",
    usage: "keywatch init [<options>]",
    discussion: "Writes the file of --config, else ./keywatch.yaml; never over one that exists.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let path = common.config ?? ConfigurationFile.name
    try Output.create(path, Array(Configuration.builtInText.utf8))
    try Output.standard.write(Array("\(path) is written; adapt it, then: keywatch YOUR.LOG\n".utf8))
  }
}
