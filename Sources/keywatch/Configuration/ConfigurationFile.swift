import Glibc
import KeywatchCore

/// Where the configuration comes from, first that applies: the command line, a variable, this
/// directory, the user's own, and else the built-in text.
enum ConfigurationFile {
  static let name = "keywatch.yaml"

  /// Reads the configuration; `named` is the file of `--config`.
  ///
  /// Throws `Failure.missing` for a named file that does not exist, `.configuration` for one that
  /// is wrong or cannot be read.
  static func read(named: String?) throws -> Configuration {
    if let path = named ?? environment("KEYWATCH_CONFIG") { return try read(path) }
    for path in places(named: nil) {
      do {
        return try read(path)
      } catch Failure.missing {
        continue
      }
    }
    return try Configuration.builtIn()
  }

  /// Where a configuration may lie, the first that exists being it.
  static func places(named: String?) -> [String] {
    if let path = named ?? environment("KEYWATCH_CONFIG") { return [path] }
    return [name, userFile].compactMap { $0 }
  }

  private static func read(_ path: String) throws -> Configuration {
    do {
      return try Configuration(yaml: SmallFile(path).text(), file: path)
    } catch Failure.trouble(let text) {
      throw Failure.configuration(text)
    }
  }

  private static var userFile: String? {
    let directory = environment("XDG_CONFIG_HOME") ?? environment("HOME").map { $0 + "/.config" }
    return directory.map { "\($0)/keywatch/\(name)" }
  }
}
