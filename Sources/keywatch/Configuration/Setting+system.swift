import KeywatchCore

/// How the parts of the watched system are read: APIs, callers, where lines come from.
extension Setting {
  /// A list of things with names of their own, none twice; `kind` says what they are.
  func named<T>(_ kind: String, _ name: KeyPath<T, String>, read: (Setting) throws -> T) throws
    -> [T]
  {
    var things: [T] = []
    for setting in try list() {
      let thing = try read(setting)
      if things.contains(where: { $0[keyPath: name] == thing[keyPath: name] }) {
        throw setting.failure("a second \(kind) is called \(thing[keyPath: name])")
      }
      things.append(thing)
    }
    return things
  }

  /// One API group.
  func api() throws -> APIGroup {
    var api = (name: "", path: "", access: "")
    try read(
      [
        Field("name", isRequired: true) { $1.name = try $0.text() },
        Field("path", isRequired: true) { $1.path = try $0.path(withStar: true) },
        Field("access") { $1.access = try $0.isEmptyText ? "" : $0.text() },
      ], into: &api)
    return APIGroup(name: api.name, path: api.path, access: api.access)
  }

  /// A path from the root; where `withStar` is set it may end in `*`.
  func path(withStar: Bool = false) throws -> String {
    let wanted = withStar ? "a path such as /api/db or /api/db/*" : "a path such as /api/test"
    return try value(wanted) { text in
      let stem = withStar && text.hasSuffix("*") ? text.dropLast() : text[...]
      return stem.hasPrefix("/") && !stem.contains("*") ? text : nil
    }
  }

  /// A header's name.
  func header() throws -> String {
    try value("a header's name such as X-API-Key") { text in
      text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x3a } ? text : nil
    }
  }

  /// One caller with its rules.
  func caller() throws -> Caller {
    var caller = Caller(name: "", match: [])
    try read(
      [
        Field("name", isRequired: true) { $1.name = try $0.callerName() },
        Field("role") { $1.role = try $0.word(Caller.Role.self) },
        Field("match") { $1.match = try $0.list().map { try $0.match() } },
      ], into: &caller)
    return caller
  }

  private func callerName() throws -> String {
    try value("free as a caller's name") { $0 == "unattributed" ? nil : $0 }
  }

  private func match() throws -> Caller.Match {
    try only([
      Field("client") { $1 = .client(try $0.text()) },
      Field("host") { $1 = .host(try $0.text()) },
      Field("user_agent") { $1 = .userAgent(try $0.text()) },
      Field("referer") { $1 = .referer(try $0.text()) },
      Field("source") { $1 = .source(try $0.block()) },
    ])
  }

  /// One place lines come from.
  func source() throws -> SourceDeclaration {
    try only([
      Field("file") { $1 = .file(try $0.text()) },
      Field("command") { $1 = .command(try $0.text()) },
    ])
  }

  /// A mapping that must have exactly one of several fields.
  private func only<Value>(_ fields: [Field<Value?>]) throws -> Value {
    var value: Value?
    try read(fields, into: &value)
    guard let value, try members().count == 1 else {
      throw failure("must have one of " + fields.map(\.name).joined(separator: ", "))
    }
    return value
  }

  /// A list of blocks, or the word `platform` in it or instead of it.
  func trustedProxies() throws -> [TrustedProxy] {
    if isPlatform { return [.platform] }
    return try list().map { $0.isPlatform ? .platform : .block(try $0.block()) }
  }

  private var isPlatform: Bool { node.scalar?.string == "platform" }

  /// Our field → the log's field.
  func logFields() throws -> [String: String] {
    let known = Configuration.fieldNames.map { name in
      Field<[String: String]>(name) { $1[name] = try $0.text() }
    }
    var fields: [String: String] = [:]
    try read(known, into: &fields)
    return fields
  }
}
