/// The keys that one caller knows, numbered anew: there is no other key in a configuration of them.
struct KeyNames {
  /// Names and nothing else.
  let configuration: Configuration
  private let numbers: [KeyIdentity: KeyIdentity]

  init(_ identities: [KeyIdentity], _ whole: Configuration) {
    let configured = identities.filter { $0.keyIndex != nil }
    configuration = Configuration(
      name: "", header: whole.header, apis: [],
      keys: configured.map { Key(name: $0.name(in: whole), apis: []) })
    numbers = Dictionary(
      configured.enumerated().map { ($1, KeyIdentity(key: $0)) }, uniquingKeysWith: { a, _ in a })
  }

  /// The new number of a key; words that stand for no key stay.
  func identity(_ old: KeyIdentity) -> KeyIdentity {
    numbers[old] ?? (old.keyIndex == nil ? old : .unknown)
  }

  /// A row without figures.
  func row(of old: KeyIdentity) -> KeyRow {
    let identity = identity(old)
    return KeyRow(identity: identity, name: identity.name(in: configuration))
  }

  /// What the caller did with a key, as a row of keys.
  func row(of use: CallerRow.KeyUse) -> KeyRow {
    var row = row(of: use.identity)
    (row.accepted, row.rejected) = (use.accepted, use.rejected)
    (row.first, row.last) = (use.first, use.last)
    return row
  }

  /// The caller's own row.
  func row(_ row: CallerRow) -> CallerRow {
    var row = row
    row.index = nil
    for i in row.keys.indices { row.keys[i].identity = identity(row.keys[i].identity) }
    return row
  }

  /// The number of a key in the new configuration.
  func number(_ old: Int) -> Int { identity(KeyIdentity(key: old)).keyIndex ?? 0 }
}
