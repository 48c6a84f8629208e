import KeywatchCore

extension Configuration {
  /// What to read: the sources named on the command line, else the configured ones; nil for none at
  /// all.
  ///
  /// Throws `Failure.configuration` for a configured command, which cannot be followed.
  func sources(named: [String]) throws -> [String]? {
    if !named.isEmpty { return named }
    let configured = try sources.map { source in
      switch source {
      case .file(let path): path
      case .command(let command):
        throw Failure.configuration("sources: commands are not followed: \(command)")
      }
    }
    return configured.isEmpty ? nil : configured
  }
}
