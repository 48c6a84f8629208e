/// What the gateway logs at its start: its policy and the fingerprints of the keys it knows.
package struct ConfigLine: Sendable {
  package var time: Timestamp
  package var policy: KeyPolicy
  /// Names of the configured keys.
  package var names: [String]

  package init(time: Timestamp, policy: KeyPolicy, names: [String]) {
    self.time = time
    self.policy = policy
    self.names = names
  }

  /// Appends the line, its newline included.
  package func append(to bytes: inout [UInt8]) {
    bytes.append("{\"ts\":\"")
    time.append(to: &bytes)
    bytes.append("\",\"event\":\"config\",\"policy\":\"")
    bytes.append(text: policy.mode.rawValue)
    bytes.append("\",\"accept_shared\":\"")
    bytes.append(text: policy.sharedAcceptance.description)
    bytes.append("\",\"keys\":[")
    for (i, key) in keys.enumerated() {
      bytes.append(i == 0 ? "{\"key\":" : ",{\"key\":")
      bytes.appendJSON(Array(key.name.utf8))
      bytes.append(",\"state\":")
      bytes.appendQuoted(key.state.rawValue)
      bytes.append(",\"key_fp\":")
      bytes.append(fingerprint: key.fingerprint)
      bytes.append("}")
    }
    bytes.append("]}\n")
  }

  private var keys: [(name: String, state: Key.State, fingerprint: Fingerprint)] {
    policy.ring.values.map { (names[safe: $0.key] ?? "unknown", $0.state, $0.digest.fingerprint) }
      + policy.ring.retired.map { ("unknown", .retired, $0) }
  }
}
