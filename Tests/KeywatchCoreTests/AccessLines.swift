import KeywatchCore

/// What is read of single access lines, for the tests.
enum AccessLines {
  static func entries(_ lines: [String]) -> [LogEntry] {
    var monitor = Monitor(
      configuration: Samples.configuration,
      unknownHash: UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32)))
    monitor.logLines = 100
    Samples.feed(Array(lines.map { $0 + "\n" }.joined().utf8), to: &monitor, chunk: 4096)
    return monitor.log
  }

  /// `METHOD PATH STATUS SOURCE IDENTITY AGENT` of each request of these lines; `-` for what is not stated.
  static func read(_ lines: String...) -> [String] {
    entries(lines).map { entry in
      let words = [
        entry.method, entry.path, entry.status.map(String.init) ?? "", entry.source,
        name(entry.identity), entry.userAgent,
      ]
      return words.map { $0.isEmpty ? "-" : $0 }.joined(separator: " ")
    }
  }

  /// The event time of a single line.
  static func time(_ line: String) -> String? { entries([line]).first?.time?.rfc3339 }

  private static func name(_ identity: KeyIdentity) -> String {
    if let key = identity.keyIndex { return Samples.configuration.keys[key].name }
    return identity == .keyless ? "none" : identity == .unknown ? "unknown" : "unlabelled"
  }
}
