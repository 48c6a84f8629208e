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
      Variables with the keys, as in .env (default: the environment); only fingerprints are stored.
      """, valueName: "file"),
    completion: .file())
  var envFile: String?

  /// Reads the configuration again whenever its files change.
  func watch(_ configuration: Configuration, _ keys: KeyValues) -> ConfigurationWatch {
    ConfigurationWatch(config: config, envFile: envFile, configuration, keys)
  }

  /// Reads the configuration and takes the keys' fingerprints; says on standard error what is amiss
  /// with them.
  func read() throws -> Configuration { try readWithKeys().configuration }

  /// The same, with the keys' values for those who read logs.
  func readWithKeys() throws -> (configuration: Configuration, keys: KeyValues) {
    var configuration = try ConfigurationFile.read(named: config)
    var keys = KeyValues()
    for warning in try configuration.takeFingerprints(envFile: envFile, adding: &keys) {
      Output.complain("warning: " + warning)
    }
    return (configuration, keys)
  }
}
