extension Tally {
  /// What the tally says now; `now` is what ages and verdicts are counted from (nil: the last event's time).
  package mutating func snapshot(
    now: Timestamp? = nil, coverage: [Coverage] = [], top: Int = 100
  ) -> Snapshot {
    settle()
    var snapshot = Snapshot(configuration: configuration)
    snapshot.lines = lines
    snapshot.timeline = timeline
    snapshot.coverage = coverage
    snapshot.undecodedExamples = examples.sorted
    snapshot.marks = marks.starts
    snapshot.uses = makeUses()
    let span = uses.span
    if !span.isEmpty {
      snapshot.first = Timestamp(milliseconds: span.first)
      snapshot.last = Timestamp(milliseconds: span.last)
    }
    snapshot.countOutcomes()
    snapshot.keys = keyRows(snapshot.uses)
    snapshot.callers = snapshot.makeCallers()
    snapshot.rejections = makeRejections(snapshot.uses, top: top)
    snapshot.exposures = exposures.values.sorted { $0.identity < $1.identity }
    snapshot.conclude(now: now ?? snapshot.last ?? Timestamp(milliseconds: 0))
    return snapshot
  }

  /// The rows with their names; answers of 500 and more join those that differ in nothing else.
  private func makeUses() -> [Use] {
    var result: [Use] = []
    var numbers: [UseTable.Key: Int] = [:]
    for (number, row) in uses.rows.enumerated() {
      let use = use(row, uses.total(number))
      var key = row.key
      key.isServerError = false
      if let known = numbers[key] {
        result[known].join(use)
      } else {
        numbers[key] = result.count
        result.append(use)
      }
    }
    return result
  }

  private func use(_ row: UseTable.Row, _ count: UseTable.Count) -> Use {
    let key = row.key
    let isTimed = count.first <= count.last
    return Use(
      caller: callers[Int(key.caller)],
      callerIndex: configuration.callers.indices.contains(Int(key.caller) - 1)
        ? Int(key.caller) - 1 : nil,
      attribution: Use.Attribution(rawValue: key.attribution) ?? .unattributed,
      api: key.api == 0 ? nil : Int(key.api) - 1, identity: KeyIdentity(code: key.identity),
      previousValue: key.isPrevious,
      outcome: Reason(rawValue: key.outcome).map(Outcome.rejected) ?? .accepted,
      kind: Use.Kind(rawValue: key.kind) ?? .request,
      place: Place(
        source: key.place.source == 0 ? "" : sources[Int(key.place.source)],
        route: routes[Int(key.place.route)], userAgent: families[Int(key.place.family)]),
      count: count.requests, serverErrors: key.isServerError ? count.requests : 0,
      first: Timestamp(milliseconds: isTimed ? count.first : .min),
      last: Timestamp(milliseconds: isTimed ? count.last : .min), slots: row.slots ?? SlotBitmap())
  }

  private func keyRows(_ uses: [Use]) -> [KeyRow] {
    var rows = configuration.identities.map { identity in
      KeyRow(
        identity: identity, name: identity.name(in: configuration),
        fingerprint: identity.keyIndex.flatMap { configuration.keys[$0].fingerprint },
        apis: Array(repeating: APICounts(), count: configuration.apis.count),
        distinct: identity == .unknown ? rejected.unknownValues.count : nil,
        isDistinctApproximate: identity == .unknown && rejected.unknownValues.isApproximate)
    }
    for use in uses {
      guard let row = rows.firstIndex(where: { $0.identity == use.identity }) else { continue }
      rows[row].add(use)
    }
    return rows
  }

  private func makeRejections(_ uses: [Use], top: Int) -> Rejections {
    var result = Rejections()
    var reasons = [Int](repeating: 0, count: 16)
    for use in uses where use.isAttempt {
      guard case .rejected(let reason) = use.outcome else { continue }
      result.total += use.count
      reasons[Int(reason.rawValue)] += use.count
    }
    result.reasons = Self.sorted { reasons[Int($0.rawValue)] }
    result.sources = rejected.busiest(top).map { rejectedSource(rejected.rows[$0]) }
    result.others = rejected.addressCount - result.sources.count
    result.isOthersApproximate = rejected.isAddressCountApproximate
    return result
  }

  private static func sorted(_ count: (Reason) -> Int) -> [(reason: Reason, count: Int)] {
    Reason.allCases.map { ($0, count($0)) }.filter { $0.1 > 0 }
      .sorted { ($1.1, $0.0.word) < ($0.1, $1.0.word) }
  }

  private func rejectedSource(_ row: RejectedSources.Row) -> RejectedSource {
    let source = row.address == .unstated ? "unstated" : row.address.description
    let newest = row.newest ?? RejectedSources.Attempt()
    return RejectedSource(
      source: source, rejected: row.attempts, distinctKeys: row.distinct.count,
      reasons: Self.sorted { Int(row.reasons[Int($0.rawValue) - 1]) },
      first: Timestamp(milliseconds: row.first <= row.last ? row.first : .min),
      last: Timestamp(milliseconds: row.last),
      kind: Self.kind(row, hasAccepted: acceptedSources.contains(row.address)),
      userAgent: agents[Int(newest.agent)], api: newest.api < 0 ? nil : Int(newest.api),
      caller: callers[Int(newest.caller)], lastReason: newest.reason,
      lastFingerprint: newest.presented == 0 ? nil : Fingerprint(bits: newest.presented),
      lastIdentity: newest.identity, isDistinctApproximate: row.distinct.isApproximate)
  }

  /// One ratio tells a stuck client from guessing (`RejectedSource.Kind`).
  private static func kind(_ row: RejectedSources.Row, hasAccepted: Bool) -> RejectedSource.Kind {
    let ratio = Double(row.distinct.count) / Double(max(row.attempts, 1))
    if row.attempts < 5 { return .single }
    if ratio <= 0.2 { return .stuck }
    return row.attempts >= 10 && ratio >= 0.8 && !hasAccepted ? .guessing : .mixed
  }
}

extension Use {
  /// Whether a rejected one is somebody's try: no preflight, no probe, and on one of the APIs.
  package var isAttempt: Bool { kind.isOwn || kind == .tryOut }
}

extension KeyRow {
  fileprivate mutating func add(_ use: Use) {
    let isAccepted = use.outcome.isAccepted
    if isAccepted { accepted += use.count } else { rejected += use.count }
    if let api = use.api, apis.indices.contains(api) {
      if isAccepted { apis[api].accepted += use.count } else { apis[api].rejected += use.count }
    }
    guard use.isTimed else { return }
    first = min(first ?? use.first, use.first)
    last = max(last ?? use.last, use.last)
  }
}

extension Use {
  /// False where no line said when it was.
  package var isTimed: Bool { first.milliseconds != .min }

  /// Adds a row that differs in nothing but whether the server failed.
  fileprivate mutating func join(_ other: Use) {
    count += other.count
    serverErrors += other.serverErrors
    slots.merge(other.slots)
    guard other.isTimed else { return }
    first = isTimed ? min(first, other.first) : other.first
    last = max(last, other.last)
  }
}

extension Snapshot {
  fileprivate mutating func countOutcomes() {
    for use in uses {
      if use.outcome.isAccepted { accepted += use.count } else { rejected += use.count }
      guard !use.isAttempt else { continue }
      if use.outcome.isAccepted {
        notAttemptsAccepted += use.count
      } else {
        notAttemptsRejected += use.count
      }
    }
  }

  fileprivate func makeCallers() -> [CallerRow] {
    var rows: [String: CallerRow] = [:]
    for use in uses {
      let isOperator = use.callerIndex.map { configuration.callers[$0].role == .operator } ?? false
      rows[
        use.caller,
        default: CallerRow(
          caller: use.caller, index: use.callerIndex, isOperator: isOperator, keys: [])
      ].add(use)
    }
    return rows.values.map { row in
      var row = row
      row.keys.sort { Self.order($0.identity) < Self.order($1.identity) }
      return row
    }
    .sorted { ($1.requests, $0.caller) < ($0.requests, $1.caller) }
  }

  /// Configured keys first, then `unknown`, `none`, `unlabelled`.
  private static func order(_ identity: KeyIdentity) -> Int {
    switch identity {
    case .unknown: 1 << 20
    case .keyless: 1 << 20 + 1
    case .unlabelled: 1 << 20 + 2
    default: Int(identity.code)
    }
  }

  /// Draws the conclusions: steps, policies, alarms.
  fileprivate mutating func conclude(now: Timestamp) {
    let evidence = Evidence(
      configuration: configuration, uses: uses, lines: lines,
      rejectedSources: rejections.sources, coverage: coverage, first: first, last: last, now: now)
    let conclusions = evidence.conclusions()
    migrations = conclusions.migrations
    policies = conclusions.policies
    alarms = conclusions.alarms
  }
}

extension CallerRow {
  fileprivate mutating func add(_ use: Use) {
    if keys.firstIndex(where: { $0.identity == use.identity }) == nil {
      keys.append(KeyUse(identity: use.identity))
    }
    guard let i = keys.firstIndex(where: { $0.identity == use.identity }) else { return }
    guard use.outcome.isAccepted else {
      keys[i].rejected += use.count
      return
    }
    keys[i].accepted += use.count
    guard use.isTimed else { return }
    keys[i].first = min(keys[i].first ?? use.first, use.first)
    keys[i].last = max(keys[i].last ?? use.last, use.last)
  }
}
