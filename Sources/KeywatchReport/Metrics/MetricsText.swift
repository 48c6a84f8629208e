import KeywatchCore

/// Lines of the Prometheus text format 0.0.4, family by family.
struct MetricsText {
  /// What the values of a family do: a counter never goes down while a state lasts.
  enum Kind: String { case counter, gauge }

  private(set) var text = ""

  /// Begins a family; nothing of another one may follow in it.
  mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// Adds a sample of the family that was begun last.
  mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: Int) {
    add(name, labels, "\(value)")
  }

  /// Adds a sample of the family that was begun last.
  mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
    add(name, labels, "\(value)")
  }

  private mutating func add(
    _ name: String, _ labels: [(name: String, value: String)], _ value: String
  ) {
    let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
    text += name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
  }

  /// What was unseen is written out first, so that only these two are left.
  private static func escaped(_ value: String) -> String {
    value.plain.reduce(into: "") { text, character in
      if character == "\\" || character == "\"" { text.append("\\") }
      text.append(character)
    }
  }
}
