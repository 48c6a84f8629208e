import KeywatchCore

/// How keys and the moves from one to another are read; both refer to APIs and callers.
extension Setting {
  /// The words that no key may be called, since they stand for no key of ours.
  private static let reserved = ["unknown", "none", "unlabelled"]

  /// The list of keys; what a log may call one of them stands for no other.
  func keys(in configuration: Configuration) throws -> [Key] {
    var owners = Dictionary(uniqueKeysWithValues: Self.reserved.map { ($0, "no key of ours") })
    var keys: [Key] = []
    for setting in try list() {
      let key = try setting.key(in: configuration)
      let words = Set([key.name] + key.labels + [key.environment].compactMap { $0 })
      for word in words.sorted() {
        if let owner = owners[word] { throw setting.failure("\(word) already stands for \(owner)") }
        owners[word] = key.name
      }
      if let twin = keys.first(where: { $0.fingerprint == key.fingerprint && $0.fingerprint != nil }
      ) {
        throw setting.failure("it has the fingerprint of \(twin.name)")
      }
      keys.append(key)
    }
    return keys
  }

  private func key(in configuration: Configuration) throws -> Key {
    let apis = configuration.apis.map(\.name)
    let callers = configuration.callers.map(\.name)
    var key = Key(name: "", apis: [])
    try read(
      [
        Field("name", isRequired: true) { $1.name = try $0.text() },
        Field("env") { $1.environment = try $0.variable() },
        Field("labels") { $1.labels = try $0.list().map { try $0.text() } },
        Field("apis", isRequired: true) {
          $1.apis = try $0.list().map { try $0.index(in: apis, "API") }
        },
        Field("holder") { $1.holder = callers[try $0.index(in: callers, "caller")] },
        Field("fingerprint") { $1.fingerprint = try $0.fingerprint() },
        Field("state") { $1.state = try $0.word(Key.State.self) },
        Field("since") {
          $1.since = try $0.value("a date such as 2025-10-24", Timestamp.init(rfc3339:))
        },
        Field("max_age") { $1.maximumAge = try $0.duration() },
      ], into: &key)
    return key
  }

  private func variable() throws -> String {
    try value("a variable's name such as WEBHOOK_API_KEY") { text in
      let isWord = text.utf8.allSatisfy { byte in
        byte == 0x5f || (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
      }
      return isWord && !(text.first?.isNumber ?? true) ? text : nil
    }
  }

  /// The list of migrations, at most one for a caller on an API.
  func migrations(in configuration: Configuration) throws -> [Migration] {
    var migrations: [Migration] = []
    for setting in try list() {
      let migration = try setting.migration(in: configuration)
      if migrations.contains(where: { $0.caller == migration.caller && $0.api == migration.api }) {
        throw setting.failure("a second migration of this caller on this API")
      }
      migrations.append(migration)
    }
    return migrations
  }

  private func migration(in configuration: Configuration) throws -> Migration {
    let keys = configuration.keys.map(\.name)
    let callers = configuration.callers.map(\.name)
    let apis = configuration.apis.map(\.name)
    var migration = Migration(caller: 0, api: 0, from: 0, to: 0)
    try read(
      [
        Field("caller", isRequired: true) { $1.caller = try $0.index(in: callers, "caller") },
        Field("api", isRequired: true) { $1.api = try $0.index(in: apis, "API") },
        Field("from", isRequired: true) { $1.from = try $0.index(in: keys, "key") },
        Field("to", isRequired: true) { $1.to = try $0.index(in: keys, "key") },
      ], into: &migration)
    guard migration.from != migration.to else { throw failure("from and to are the same key") }
    return migration
  }
}
