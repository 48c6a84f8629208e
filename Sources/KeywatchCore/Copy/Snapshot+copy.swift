/// What may be given to one caller.
extension Snapshot {
  /// Only the caller's own keys, places, steps, coverage and verdict.
  ///
  /// It is put together anew and nothing is taken out: what is added to a snapshot later stays inside.
  package func copy(for caller: String) -> Snapshot {
    let own = migrations.filter { $0.caller == caller }
    let row = callers.first { $0.caller == caller }
    let keys = own.flatMap { [$0.migration.to, $0.migration.from] }.map(KeyIdentity.init(key:))
    var identities: [KeyIdentity] = []
    for identity in keys + (row?.keys.map(\.identity) ?? []) where !identities.contains(identity) {
      identities.append(identity)
    }
    let names = KeyNames(identities, configuration)
    var copy = Snapshot(configuration: names.configuration)
    copy.migrations = own.map { $0.copy(names) }
    copy.configuration.migrations = copy.migrations.map(\.migration)
    copy.keys = identities.map { row?.use(of: $0).map(names.row) ?? names.row(of: $0) }
    if let row { copy.callers = [names.row(row)] }
    copy.accepted = copy.keys.reduce(0) { $0 + $1.accepted }
    copy.rejected = copy.keys.reduce(0) { $0 + $1.rejected }
    copy.first = copy.keys.compactMap(\.first).min()
    copy.last = copy.keys.compactMap(\.last).max()
    copy.coverage = coverage.enumerated().map { $1.copy(number: $0 + 1) }
    return copy
  }
}

extension Coverage {
  /// Names of files and what became of them are the server's own business.
  fileprivate func copy(number: Int) -> Coverage {
    let holes = holes.map { Hole(from: $0.from, to: $0.to, reason: "not seen") }
    return Coverage(source: "log \(number)", from: from, to: to, holes: holes)
  }
}
