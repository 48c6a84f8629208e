/// What a tally has counted per SOURCE since it was saved last, but for the uses (`UnsavedUses`).
struct UnsavedTally: Sendable {
  private(set) var source = 0
  private var sources: [Int: TallyChanges] = [:]
  private var rejected: [Int: [String: RejectedChange]] = [:]
  private var exposures: [Int: [KeyIdentity: Exposure]] = [:]
  /// What all SOURCEs had counted when the present one was begun.
  private var before = LineCounts()

  /// How much of it there is, in rows.
  var count: Int { rejected.values.reduce(0) { $0 + $1.count } }

  /// What follows belongs to another SOURCE.
  mutating func begin(source: Int) { self.source = source }

  /// Takes in the lines that were counted up to now.
  mutating func add(_ lines: LineCounts, span: Span) {
    let new = lines.since(before)
    before = lines
    guard new.read != 0 || new != LineCounts() else { return }
    sources[source, default: TallyChanges(source: source)].lines.merge(new)
    sources[source]?.span.merge(span)
  }

  /// What was counted up to now is stored already.
  mutating func restored(_ lines: LineCounts) { before = lines }

  mutating func add(_ change: RejectedChange) {
    if rejected[source]?[change.address]?.merge(change) == nil {
      rejected[source, default: [:]][change.address] = change
    }
  }

  mutating func add(_ exposure: Exposure) {
    if exposures[source]?[exposure.identity]?.merge(exposure) == nil {
      exposures[source, default: [:]][exposure.identity] = exposure
    }
  }

  mutating func add(unknownValues: [UInt8], addresses: [UInt8]?) {
    sources[source, default: TallyChanges(source: source)].unknownValues = unknownValues
    if let addresses { sources[source]?.addresses = addresses }
  }

  /// All of it by SOURCE; the identities' names are the configuration's.
  func changes(_ configuration: Configuration) -> [Int: TallyChanges] {
    var result = sources
    for (source, rows) in rejected {
      result[source, default: TallyChanges(source: source)].rejected =
        rows.values.sorted { $0.address < $1.address }
    }
    for (source, rows) in exposures {
      result[source, default: TallyChanges(source: source)].exposures = rows.values.map {
        ExposureChange(
          identity: $0.identity.name(in: configuration), count: $0.count,
          first: $0.first?.milliseconds ?? .max, last: $0.last?.milliseconds ?? .min)
      }
    }
    return result
  }

  /// Everything is saved.
  mutating func removeAll() {
    sources.removeAll()
    rejected.removeAll()
    exposures.removeAll()
  }
}

extension RejectedChange {
  /// Adds what came later.
  fileprivate mutating func merge(_ later: RejectedChange) {
    count += later.count
    for i in reasons.indices { reasons[i] += later.reasons[safe: i] ?? 0 }
    first = min(first, later.first)
    last = max(last, later.last)
    distinct = later.distinct
    newest = later.newest ?? newest
  }
}

extension Exposure {
  /// Adds others of the same key.
  mutating func merge(_ other: Exposure) {
    count += other.count
    first = [first, other.first].compactMap(\.self).min()
    last = [last, other.last].compactMap(\.self).max()
  }
}
