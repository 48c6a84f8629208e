extension Tally {
  /// Keeps from now on, per SOURCE, what has to be saved.
  package mutating func keepChanges() {
    uses.keepChanges()
    rejected.keepChanges()
    unsaved = UnsavedTally()
    unsaved?.restored(lines)
  }

  /// What follows belongs to the SOURCE with this index.
  package mutating func begin(source: Int) {
    guard let present = unsaved?.source, present != source else { return }
    settleChanges(of: present)
    uses.begin(source: source)
    unsaved?.begin(source: source)
  }

  /// How many rows there are to be saved.
  package var unsavedCount: Int { (uses.unsaved?.entries.count ?? 0) + (unsaved?.count ?? 0) }

  /// What has been counted since `changesSaved`, per SOURCE.
  package mutating func changes() -> [TallyChanges] {
    guard let source = unsaved?.source else { return [] }
    settleChanges(of: source)
    uses.settle()
    var result = unsaved?.changes(configuration) ?? [:]
    addUses(to: &result)
    return result.values.filter { !$0.isEmpty }.sorted { $0.source < $1.source }
  }

  /// What `changes` gave is stored.
  package mutating func changesSaved() {
    uses.changesSaved()
    unsaved?.removeAll()
  }

  private mutating func settleChanges(of source: Int) {
    unsaved?.add(lines, span: spans[source] ?? Span())
    for row in rejected.takeUnsaved() {
      let change = change(row)
      unsaved?.add(change)
    }
    if let values = rejected.takeNewValues() {
      unsaved?.add(unknownValues: values.unknown, addresses: values.addresses)
    }
  }

  private func change(_ row: RejectedSources.Row) -> RejectedChange {
    let reasons = row.reasons &- row.saved.reasons
    return RejectedChange(
      address: row.address.stored, count: row.attempts - row.saved.attempts,
      reasons: (0..<8).map { Int(reasons[$0]) }, first: row.first, last: row.last,
      distinct: row.distinct.bytes, newest: row.newest.map { newest($0) })
  }

  private func newest(_ attempt: RejectedSources.Attempt) -> RejectedChange.Newest {
    RejectedChange.Newest(
      time: attempt.time, reason: attempt.reason,
      identity: attempt.identity.name(in: configuration), presented: attempt.presented,
      api: configuration.apis[safe: Int(attempt.api)]?.name ?? "",
      userAgent: agents[Int(attempt.agent)], caller: callers[Int(attempt.caller)])
  }

  private func addUses(to result: inout [Int: TallyChanges]) {
    guard let unsaved = uses.unsaved else { return }
    var keys: [Int: UseKey] = [:]
    var hours: [Int: HourlyIdentities] = [:]
    for entry in unsaved.entries {
      let key = keys[entry.row] ?? useKey(entry.row)
      keys[entry.row] = key
      hours[entry.source, default: HourlyIdentities()].add(entry, of: key.identity)
      result[entry.source, default: TallyChanges(source: entry.source)].uses.append(
        TallyChanges.HourlyUse(
          row: entry.row, key: key, hour: entry.hour, count: entry.count.requests,
          first: entry.count.first, last: entry.count.last, minutes: entry.minutes))
    }
    for (source, hours) in hours { result[source]?.identities = hours.rows }
    addSlots(unsaved, to: &result)
  }

  /// The slots go where the use was counted.
  private func addSlots(_ unsaved: UnsavedUses, to result: inout [Int: TallyChanges]) {
    var known: Set<[Int]> = []
    for entry in unsaved.entries where unsaved.slots.contains(entry.row) {
      guard known.insert([entry.source, entry.row]).inserted,
        let slots = uses.rows[entry.row].slots
      else { continue }
      result[entry.source]?.slots.append(TallyChanges.UseSlots(row: entry.row, slots: slots))
    }
  }

  private func useKey(_ row: Int) -> UseKey {
    let key = uses.rows[row].key
    return UseKey(
      caller: callers[Int(key.caller)],
      attribution: Use.Attribution(rawValue: key.attribution) ?? .unattributed,
      api: configuration.apis[safe: Int(key.api) - 1]?.name ?? "",
      identity: KeyIdentity(code: key.identity).name(in: configuration),
      isPrevious: key.isPrevious, reason: Reason(rawValue: key.outcome),
      kind: Use.Kind(rawValue: key.kind) ?? .request, isServerError: key.isServerError,
      place: Place(
        source: key.place.source == 0 ? "" : sources[Int(key.place.source)],
        route: routes[Int(key.place.route)], userAgent: families[Int(key.place.family)]))
  }
}

/// The requests of each identity in each hour.
private struct HourlyIdentities {
  private struct Place: Hashable {
    var identity: String
    var hour: Int64
  }
  private var numbers: [Place: Int] = [:]
  private(set) var rows: [TallyChanges.HourlyIdentity] = []

  mutating func add(_ entry: UnsavedUses.Entry, of identity: String) {
    let place = Place(identity: identity, hour: entry.hour)
    let number = numbers[place] ?? rows.count
    if number == rows.count {
      numbers[place] = number
      rows.append(
        TallyChanges.HourlyIdentity(
          identity: identity, hour: entry.hour, count: 0, minutes: HourCounts()))
    }
    rows[number].count += entry.count.requests
    rows[number].minutes.merge(entry.minutes)
  }
}

extension Address {
  /// As it is stored and reported.
  var stored: String { self == .unstated ? "unstated" : description }

  /// What `stored` gave.
  init?(stored text: String) {
    if text == "unstated" { self = .unstated } else { self.init(text) }
  }
}
