extension Observed {
  /// All alarms but those of a relapse, which take a verdict.
  func alarms(_ assessments: [Assessment], _ sources: [RejectedSource]) -> [Alarm] {
    rejectionAlarms + guessingAlarms(sources)
      + assessments.flatMap { $0.cutOverAlarms + swappedAlarms($0.migration) }
  }

  /// What a rejection of each reason is, and how much it matters (`domain.md` 4.1 and 4.3).
  private static let classes: [Reason: (alarm: Alarm.Class, severity: Alarm.Severity)] = [
    .missing: (.missing, .low),
    .malformed: (.malformed, .medium),
    .unknown: (.unknown, .low),
    .retired: (.retired, .high),
    .scope: (.scope, .medium),
    .activeRefused: (.activeRefused, .critical),
    .plainHTTP: (.plainHTTP, .high),
  ]

  /// One alarm per class, source, caller, key and API.
  private struct Subject: Hashable {
    let reason: Reason
    let source: String
    let caller: String
    let identity: KeyIdentity
    let api: Int?
  }

  private var rejectionAlarms: [Alarm] {
    var spans: [Subject: UseSpan?] = [:]
    for use in uses where use.kind != .probe {
      guard case .rejected(let reason) = use.outcome else { continue }
      let subject = Subject(
        reason: reason, source: use.place.source, caller: use.caller, identity: use.identity,
        api: use.api)
      spans[subject, default: nil].extend(use)
    }
    let roamers = roamers(spans)
    return spans.compactMap { subject, span in
      guard let span, let row = Self.classes[subject.reason] else { return nil }
      return Alarm(
        alarmClass: row.alarm, severity: severity(row.severity, subject, roamers),
        source: subject.source, caller: subject.caller,
        key: subject.identity.name(in: configuration), api: subject.api.map { api($0) }, span: span)
    }
  }

  /// What the table says, but: a leftover client's retired key is no theft, a key tried on several
  /// APIs is no slip, and a caller with a name that presents an unknown key needs help.
  private func severity(
    _ severity: Alarm.Severity, _ subject: Subject, _ roamers: Set<String>
  ) -> Alarm.Severity {
    let isNamed = subject.caller != "unattributed"
    switch subject.reason {
    case .retired where isNamed: return .medium
    case .unknown where isNamed: return .medium
    case .scope where roamers.contains(subject.source): return .high
    default: return severity
    }
  }

  /// Sources that tried a key on two APIs it is not for, within 10 minutes.
  private func roamers(_ spans: [Subject: UseSpan?]) -> Set<String> {
    var latest: [String: (api: Int?, last: Timestamp)] = [:]
    var roamers: Set<String> = []
    let scope = spans.filter { $0.key.reason == .scope }
    for (subject, span) in scope.sorted(by: { Self.isEarlier($0, $1) }) {
      guard let span else { continue }
      if let before = latest[subject.source], before.api != subject.api,
        span.first.since(before.last) <= 600_000
      {
        roamers.insert(subject.source)
      }
      if latest[subject.source].map({ $0.last < span.last }) ?? true {
        latest[subject.source] = (subject.api, span.last)
      }
    }
    return roamers
  }

  private static func isEarlier(
    _ a: (key: Subject, value: UseSpan?), _ b: (key: Subject, value: UseSpan?)
  ) -> Bool {
    let first = (a.value?.first.milliseconds ?? 0, a.key.api ?? -1, a.key.identity.code)
    let second = (b.value?.first.milliseconds ?? 0, b.key.api ?? -1, b.key.identity.code)
    return first != second ? first < second : a.key.caller < b.key.caller
  }

  private func guessingAlarms(_ sources: [RejectedSource]) -> [Alarm] {
    sources.filter { $0.kind == .guessing }.map { source in
      Alarm(
        alarmClass: .guessing, severity: .medium, source: source.source, caller: source.caller,
        key: KeyIdentity.unknown.name(in: configuration), api: source.api.map { api($0) },
        count: source.rejected, first: source.first, last: source.last)
    }
  }

  /// The dedicated key works where only the shared one should, and the shared one is refused there.
  private func swappedAlarms(_ migration: Migration) -> [Alarm] {
    let own = configuration.keys[safe: migration.to]?.apis ?? []
    let to = KeyIdentity(key: migration.to)
    let worked = uses.filter { $0.identity == to && $0.outcome.isAccepted }.compactMap(\.api)
    return Set(worked).subtracting(own).sorted().compactMap { api in
      let traffic = KeyTraffic(migration, api: api, self, [])
      guard let span = traffic.dedicated, let refused = traffic.sharedRefused,
        refused.last > span.first
      else { return nil }
      return Alarm(
        alarmClass: .swapped, severity: .critical, key: key(migration.to), api: self.api(api),
        span: span)
    }
  }
}

extension Assessment {
  /// Who worked with the old key until the server put the new one in its place.
  fileprivate var cutOverAlarms: [Alarm] {
    guard traffic.cutOver(observed.limits) != nil else { return [] }
    return traffic.brokenOnShared.map { refusal in
      Alarm(
        alarmClass: .cutOver, severity: .critical, source: refusal.origin.source,
        caller: refusal.caller, key: from, api: api, span: refusal.span)
    }
  }

  /// The places that went back to the old key, while that lasts.
  var relapseAlarms: [Alarm] {
    guard verdict == .regressed, let relapse else { return [] }
    let before = SlotBitmap.slot(of: relapse) - 1
    var alarms: [String: Alarm] = [:]
    for place in facts.places {
      let count = place.old.slots.count(after: before)
      guard count > 0, let last = place.old.last,
        let slot = place.old.slots.slot(rank: 0, after: before)
      else { continue }
      let first = max(Timestamp(slot: slot), place.old.first ?? last)
      var alarm =
        alarms[place.place.source]
        ?? Alarm(
          alarmClass: .regressed, severity: .high, source: place.place.source, caller: caller,
          key: from, api: api, count: 0, first: first, last: last)
      alarm.count += count
      alarm.first = min(alarm.first, first)
      alarm.last = max(alarm.last, last)
      alarms[place.place.source] = alarm
    }
    return Array(alarms.values)
  }
}

extension Alarm {
  init(
    alarmClass: Class, severity: Severity, source: String? = nil, caller: String? = nil,
    key: String, api: String?, span: UseSpan
  ) {
    self.init(
      alarmClass: alarmClass, severity: severity, source: source, caller: caller, key: key,
      api: api, count: span.count, first: span.first, last: span.last)
  }

  /// Most severe first, then by count, then by name.
  static func precedes(_ a: Alarm, _ b: Alarm) -> Bool {
    if a.severity != b.severity { return a.severity.rank < b.severity.rank }
    if a.count != b.count { return a.count > b.count }
    if a.alarmClass != b.alarmClass { return a.alarmClass.rawValue < b.alarmClass.rawValue }
    return (a.source ?? "", a.caller ?? "", a.key ?? "", a.api ?? "")
      < (b.source ?? "", b.caller ?? "", b.key ?? "", b.api ?? "")
  }
}

extension Alarm.Severity {
  /// 0 for the most severe.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
