import KeywatchCore

extension Configuration {
  /// Reads a configuration file's text; what it leaves out is as in the built-in text.
  ///
  /// A file with APIs or keys of its own describes its own system: then nothing is assumed about
  /// the rest of it. Throws `Failure.configuration` with file, line and field.
  init(yaml text: String, file: String) throws {
    guard
      let builtIn = try Setting.root(of: Self.builtInText, file: "the built-in configuration")
    else { throw Failure.configuration("the built-in configuration is empty") }
    let root = try Setting.root(of: text, file: file)
    let given = try root?.members() ?? []
    let inherited = try builtIn.members().filter { Self.isInherited($0.name, given.map(\.name)) }
    self.init(name: "", apis: [], keys: [])
    try (root ?? builtIn).read(given + inherited, by: Self.table, into: &self)
    fillInHolders()
  }

  /// The built-in configuration, which is the text that `keywatch init` writes.
  static func builtIn() throws -> Configuration { try Configuration(yaml: "", file: "") }

  private static func isInherited(_ name: String, _ given: [String]) -> Bool {
    if given.contains(name) { return false }
    switch name {
    case "keys", "test": return !given.contains("apis")
    case "callers", "migrations": return !given.contains("apis") && !given.contains("keys")
    default: return true
    }
  }

  /// The fields of the file; later ones refer to earlier ones.
  private static var table: [Field<Configuration>] {
    [
      Field("name", isRequired: true) { $1.name = try $0.text() },
      Field("header", isRequired: true) { $1.header = try $0.header() },
      Field("sources") { $1.sources = try $0.list().map { try $0.source() } },
      Field("trusted_proxies") { $1.trustedProxies = try $0.trustedProxies() },
      Field("test") { $1.test = try $0.isEmptyText ? "" : $0.path() },
      Field("apis", isRequired: true) { $1.apis = try $0.named("API", \.name) { try $0.api() } },
      Field("callers") { $1.callers = try $0.named("caller", \.name) { try $0.caller() } },
      Field("keys", isRequired: true) { $1.keys = try $0.keys(in: $1) },
      Field("migrations") { $1.migrations = try $0.migrations(in: $1) },
      Field("evidence") { try $0.read(EvidenceLimits.table, into: &$1.evidence) },
      Field("retention") { try $0.read(Retention.table, into: &$1.retention) },
      Field("exposed") { $1.exposed = try $0.list().map { try $0.fingerprint() } },
      Field("fields") { $1.fields = try $0.logFields() },
    ]
  }

  /// A key whose holder is not said was given to the only caller that migrates to it.
  private mutating func fillInHolders() {
    for key in keys.indices where keys[key].holder == nil {
      let holders = Set(migrations.filter { $0.to == key }.map(\.caller))
      if holders.count == 1 { keys[key].holder = holders.first.map { callers[$0].name } }
    }
  }
}

extension EvidenceLimits {
  fileprivate static var table: [Field<EvidenceLimits>] {
    [
      Field("share_limit") { $1.shareLimit = try $0.share() },
      Field("provisional_limit") { $1.provisionalLimit = try $0.share() },
      Field("floor") { $1.floor = try $0.duration() },
      Field("floor_short") { $1.floorShort = try $0.duration() },
      Field("look_back") { $1.lookBack = try $0.duration() },
      Field("propagation") { $1.propagation = try $0.duration() },
    ]
  }
}

extension Retention {
  fileprivate static var table: [Field<Retention>] {
    [
      Field("minutes") { $1.minutes = try $0.duration() },
      Field("hours") { $1.hours = try $0.duration() },
      Field("days") { $1.days = try $0.duration() },
    ]
  }
}
