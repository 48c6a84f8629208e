import ArgumentParser
import KeywatchCore

/// The options every command has.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The configuration (default: $KEYWATCH_CONFIG, ./keywatch.yaml, \
      ~/.config/keywatch/keywatch.yaml, else the built-in one).
      """, valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    help: ArgumentHelp(
      """
      Variables with the keys, as in .env (default: the environment); only fingerprints are taken.
      """, valueName: "file"),
    completion: .file())
  var envFile: String?

  /// Reads the configuration again whenever its files change.
  func watch(_ configuration: Configuration) -> ConfigurationWatch {
    ConfigurationWatch(config: config, envFile: envFile, configuration)
  }

  /// Reads the configuration and takes the keys' fingerprints; says on standard error what is amiss
  /// with them.
  func read() throws -> Configuration {
    var configuration = try ConfigurationFile.read(named: config)
    for warning in try configuration.takeFingerprints(envFile: envFile) {
      Output.complain("warning: " + warning)
    }
    return configuration
  }
}
