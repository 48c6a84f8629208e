extension Tally {
  /// What was stored, with the names the configuration has today: a key it has no longer is `unlabelled`, an API
  /// it has no longer is outside.
  package init(configuration: Configuration, restoring stored: StoredTally) {
    self.init(configuration: configuration)
    restore(stored)
  }

  /// Adds what was stored; nothing of it is to be saved again.
  package mutating func restore(_ stored: StoredTally) {
    lines.merge(stored.lines)
    for (input, span) in stored.spans.enumerated() { merge(span, of: input) }
    let names = StoredNames(configuration)
    let callers = StoredCallers(configuration)
    for use in stored.uses { restore(use, as: callers.attributed(use.key), names) }
    for moment in stored.timeline where moment.count > 0 {
      timeline.add(
        names.identity(moment.identity), at: Timestamp(seconds: moment.start),
        count: UInt32(clamping: moment.count))
    }
    for exposure in stored.exposures { restore(exposure, names) }
    restoreRejected(stored, names)
  }

  private mutating func restore(
    _ use: StoredTally.StoredUse, as key: UseKey, _ names: StoredNames
  ) {
    guard use.count > 0 else { return }
    let address = Address(key.place.source)
    if key.reason == nil, key.kind.isOwn || key.kind == .tryOut, let address {
      acceptedSources.insert(address)
    }
    let api = names.api(key.api)
    var place = UseTable.PlaceKey()
    if !uses.isFull {
      place.source = address.map { source($0) } ?? 0
      place.route = routes.number(key.place.route)
      place.family = families.number(key.place.userAgent)
    }
    var count = UseTable.Count()
    (count.requests, count.first, count.last) = (use.count, use.first, use.last)
    uses.restore(
      UseTable.Key(
        caller: self.callers.number(key.caller), attribution: key.attribution.rawValue,
        api: UInt16(truncatingIfNeeded: api + 1), identity: names.identity(key.identity).code,
        isPrevious: key.isPrevious, outcome: key.reason?.rawValue ?? 0,
        kind: (api < 0 && !key.api.isEmpty && key.kind != .probe ? .notAttempt : key.kind).rawValue,
        isServerError: key.isServerError, place: place),
      count, slots: use.slots)
  }

  private mutating func restore(_ exposure: ExposureChange, _ names: StoredNames) {
    let isTimed = exposure.first <= exposure.last
    merge(
      Exposure(
        identity: names.identity(exposure.identity), count: exposure.count,
        first: isTimed ? Timestamp(milliseconds: exposure.first) : nil,
        last: isTimed ? Timestamp(milliseconds: exposure.last) : nil))
  }

  private mutating func restoreRejected(_ stored: StoredTally, _ names: StoredNames) {
    for change in stored.rejected where change.count > 0 {
      guard let address = Address(stored: change.address) else { continue }
      var row = RejectedSources.Row(address: address)
      row.count = change.count
      for i in 0..<8 { row.reasons[i] = UInt32(clamping: change.reasons[safe: i] ?? 0) }
      (row.first, row.last) = (change.first, change.last)
      if let distinct = DistinctValues(bytes: change.distinct) { row.distinct = distinct }
      row.newest = change.newest.map { attempt($0, names) }
      rejected.restore(row)
    }
    for bytes in stored.unknownValues {
      rejected.restore(unknown: DistinctValues(bytes: bytes) ?? .init(), addresses: .init())
    }
    for bytes in stored.addresses {
      rejected.restore(unknown: .init(), addresses: DistinctValues(bytes: bytes) ?? .init())
    }
  }

  private mutating func attempt(
    _ newest: RejectedChange.Newest, _ names: StoredNames
  ) -> RejectedSources.Attempt {
    RejectedSources.Attempt(
      time: newest.time, reason: newest.reason, identity: names.identity(newest.identity),
      presented: newest.presented, api: Int32(truncatingIfNeeded: names.api(newest.api)),
      agent: agents.number(newest.userAgent), caller: callers.number(newest.caller))
  }
}

/// The numbers that stored names have in today's configuration.
private struct StoredNames {
  private var identities: [String: KeyIdentity] = [:]
  private var apis: [String: Int] = [:]

  init(_ configuration: Configuration) {
    for identity in configuration.identities {
      identities[identity.name(in: configuration)] = identity
    }
    for (index, api) in configuration.apis.enumerated() { apis[api.name] = index }
  }

  func identity(_ name: String) -> KeyIdentity { identities[name] ?? .unlabelled }
  /// -1 outside the configured ones.
  func api(_ name: String) -> Int { apis[name] ?? -1 }
}
