import KeywatchCore
import Yams

/// A value of the configuration file, with where it stands: file, line and path (`keys[0].apis`).
struct Setting {
  let node: Node
  let file: String
  let path: String
  /// The line of the value's name, or of the value itself where it has none.
  let line: Int

  init(_ node: Node, file: String, path: String, line: Int? = nil) {
    self.node = node
    self.file = file
    self.path = path
    self.line = line ?? node.mark?.line ?? 1
  }

  /// The whole of a YAML text; nil where it holds nothing.
  static func root(of text: String, file: String) throws -> Setting? {
    // A string of 15 bytes or less has no lasting address, which the parser needs.
    let lasting = text + "\n# the end\n"
    do {
      let node = try Yams.compose(yaml: lasting, .default, .default, .utf8)
      return node.flatMap { isNull($0) ? nil : Setting($0, file: file, path: "") }
    } catch let error as YamlError {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      throw Failure.configuration(error.place(in: file, lines: lines))
    }
  }

  /// `keywatch.yaml:12: keys[0].apis: PROBLEM`.
  func failure(_ problem: String) -> Failure {
    .configuration("\(file):\(line): " + (path.isEmpty ? "" : path + ": ") + problem)
  }

  /// The members of a mapping by name, in the order of the file.
  func members() throws -> [(name: String, value: Setting)] {
    guard let mapping = node.mapping else { throw failure("must be fields with values") }
    return try mapping.map { name, value in
      guard let word = name.scalar?.string else { throw failure("a field's name must be a word") }
      let path = self.path.isEmpty ? word : "\(self.path).\(word)"
      return (word, Setting(value, file: file, path: path, line: name.mark?.line))
    }
  }

  /// The elements of a list.
  func list() throws -> [Setting] {
    guard let sequence = node.sequence else { throw failure("must be a list") }
    return sequence.enumerated().map { Setting($1, file: file, path: "\(path)[\($0)]") }
  }

  /// A text of at least one character.
  func text() throws -> String {
    guard let scalar = node.scalar, !Self.isNull(node) else { throw failure("must be a text") }
    guard !scalar.string.isEmpty else { throw failure("must not be empty") }
    return scalar.string
  }

  /// Whether it is the text `""`.
  var isEmptyText: Bool { node.scalar?.string == "" && !Self.isNull(node) }

  private static func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// A text that `read` understands; `wanted` says what it must be.
  func value<T>(_ wanted: String, _ read: (String) -> T?) throws -> T {
    let text = try text()
    guard let value = read(text) else { throw failure("\(text) is not \(wanted)") }
    return value
  }

  /// The index of what a text names among `names`; `kind` says what they are.
  func index(in names: [String], _ kind: String) throws -> Int {
    let name = try text()
    guard let index = names.firstIndex(of: name) else {
      throw failure("no \(kind) is called \(name)")
    }
    return index
  }

  /// One of the words of an enum.
  func word<T: RawRepresentable & CaseIterable>(_ type: T.Type) throws -> T
  where T.RawValue == String {
    try value(type.allCases.map(\.rawValue).joined(separator: " or "), T.init(rawValue:))
  }

  /// Seconds of a duration such as `24h`.
  func duration() throws -> Int64 {
    try value("a duration such as 120s, 15m, 24h or 7d", Int64.init(duration:))
  }

  /// A fingerprint, 16 hexadecimal digits or more.
  func fingerprint() throws -> Fingerprint {
    try value("a fingerprint, which has 16 hexadecimal digits", Fingerprint.init(hex:))
  }

  /// An address or a block of addresses.
  func block() throws -> AddressBlock {
    try value("an address or a block such as 203.0.113.0/24", AddressBlock.init)
  }

  /// A number above 0 and up to 1.
  func share() throws -> Double {
    try value("a share above 0 and up to 1") { text in
      Double(text).flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
    }
  }
}

extension YamlError {
  /// The problem with its file and line, which is one of `lines`, in one clause.
  fileprivate func place(in file: String, lines: Int) -> String {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "\(file):\(min(mark.line, lines)): \(problem.asClause)"
    case .duplicatedKeysInMapping(let names, let context):
      "\(file):\(context.mark.line): \(names.joined(separator: ", ")): is given twice"
    case .reader(let problem, _, _, _): "\(file): \(problem.asClause)"
    default: "\(file): it is no YAML"
    }
  }
}
