import Glibc
import KeywatchCore

extension Configuration {
  /// Takes the fingerprints of the keys whose variables are set, in the env file first, else in the
  /// environment.
  ///
  /// `NAME_PREVIOUS` holds an earlier value of the key in `NAME`. The values are added to `values`.
  /// Returns what an operator should be warned of.
  mutating func takeFingerprints(
    envFile path: String?, adding values: inout KeyValues
  ) throws -> [String] {
    let variables = keyVariables
    var fingerprints: [String: Fingerprint] = [:]
    var warnings: [String] = []
    if let path {
      var file = try EnvFile(path)
      fingerprints = try file.fingerprints(of: variables, adding: &values)
      if file.isOpenToOthers { warnings.append("\(path) is open to others: chmod 600 \(path)") }
    }
    for variable in variables {
      let value = Self.takeFromEnvironment(variable, adding: &values)
      fingerprints[variable] = fingerprints[variable] ?? value
    }
    fillIn(fingerprints)
    return warnings + keys.flatMap(warningsOfPublication) + warningsOfTwins
  }

  /// The environment variables that may hold keys' values.
  var keyVariables: [String] {
    keys.compactMap(\.environment).flatMap { [$0, Self.previous($0)] }
  }

  private static func previous(_ variable: String) -> String { variable + "_PREVIOUS" }

  /// The fingerprint of a variable's value; the value is wiped, so that neither we nor a program we
  /// start has it.
  private static func takeFromEnvironment(
    _ variable: String, adding values: inout KeyValues
  ) -> Fingerprint? {
    guard let value = getenv(variable) else { return nil }
    let bytes = UnsafeRawBufferPointer(start: value, count: strlen(value))
    let fingerprint = Fingerprint(ofValue: bytes)
    values = values.adding(bytes)
    explicit_bzero(value, bytes.count)
    unsetenv(variable)
    return fingerprint
  }

  private mutating func fillIn(_ fingerprints: [String: Fingerprint]) {
    for i in keys.indices {
      guard let variable = keys[i].environment else { continue }
      keys[i].fingerprint = fingerprints[variable] ?? keys[i].fingerprint
      if let previous = fingerprints[Self.previous(variable)], previous != keys[i].fingerprint {
        keys[i].previousFingerprints.append(previous)
      }
    }
  }

  private func warningsOfPublication(_ key: Key) -> [String] {
    guard key.state != .retired else { return [] }
    let name = key.environment ?? key.name
    let present = key.fingerprint.map(exposed.contains) ?? false
    let previous = key.previousFingerprints.contains(where: exposed.contains)
    return ((present ? [name] : []) + (previous ? [Self.previous(name)] : []))
      .map { "\($0) holds a key that was published: replace it" }
  }

  private var warningsOfTwins: [String] {
    let known = keys.filter { $0.fingerprint != nil }
    return known.indices.compactMap { i in
      known[..<i].first { $0.fingerprint == known[i].fingerprint }.map {
        "\($0.name) and \(known[i].name) are the same key: nothing can tell them apart"
      }
    }
  }
}
