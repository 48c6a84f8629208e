import Testing

@testable import KeywatchCore

/// What a tally gives to be saved, added up by another one, is the tally.
@Suite struct ChangesTests {
  /// Adds what was given to be saved as a state does.
  private struct Ledger {
    var stored = StoredTally()

    mutating func add(_ changes: [TallyChanges]) {
      for change in changes {
        for use in change.uses { add(use) }
        for slots in change.slots {
          guard let key = change.uses.first(where: { $0.row == slots.row })?.key else { continue }
          let at = stored.uses.firstIndex { $0.key == key }
          if let at { stored.uses[at].slots.merge(slots.slots) }
        }
        stored.lines.merge(change.lines)
        while stored.spans.count <= change.source { stored.spans.append(Span()) }
        stored.spans[change.source].merge(change.span)
        for row in change.identities {
          for minute in 0..<60 where row.minutes.minutes[minute] > 0 {
            stored.timeline.append(
              .init(
                identity: row.identity, start: row.hour * 3600 + Int64(minute) * 60,
                count: Int(row.minutes.minutes[minute])))
          }
        }
        for row in change.rejected { add(row) }
        stored.exposures += change.exposures
        if let values = change.unknownValues { stored.unknownValues.append(values) }
        if let addresses = change.addresses { stored.addresses.append(addresses) }
      }
    }

    private mutating func add(_ use: TallyChanges.HourlyUse) {
      guard let at = stored.uses.firstIndex(where: { $0.key == use.key }) else {
        stored.uses.append(
          .init(
            key: use.key, count: use.count, first: use.first, last: use.last, slots: SlotBitmap()))
        return
      }
      stored.uses[at].count += use.count
      stored.uses[at].first = min(stored.uses[at].first, use.first)
      stored.uses[at].last = max(stored.uses[at].last, use.last)
    }

    private mutating func add(_ row: RejectedChange) {
      guard let at = stored.rejected.firstIndex(where: { $0.address == row.address }) else {
        stored.rejected.append(row)
        return
      }
      stored.rejected[at].count += row.count
      for i in 0..<8 { stored.rejected[at].reasons[i] += row.reasons[i] }
      stored.rejected[at].first = min(stored.rejected[at].first, row.first)
      stored.rejected[at].last = max(stored.rejected[at].last, row.last)
      stored.rejected[at].distinct = row.distinct
      stored.rejected[at].newest = row.newest
    }
  }

  private func lines(_ numbers: Range<Int>) -> String {
    numbers.map { i in
      let key = ["dedicated", "shared", "unknown", "none"][i % 4]
      let status = i % 4 < 2 ? 200 : 401
      let at = Timestamp(milliseconds: 1_793_491_200_000 + Int64(i) * 47_000)
      return """
        {"ts":"\(at)","method":"POST","path":"/api/tracking-ingest/batch","status":\(status),\
        "source":"198.51.100.\(i % 7)","user_agent":"steve-glen/2","auth":{"key":"\(key)"}}

        """
    }.joined()
  }

  private func monitor(_ stored: StoredTally = .init()) -> Monitor {
    var monitor = Monitor(
      configuration: Samples.configuration,
      unknownHash: UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32)), restoring: stored)
    monitor.keepChanges()
    return monitor
  }

  private func read(_ text: String, _ monitor: inout Monitor, source: Int) {
    monitor.begin(source: source)
    _ = Array(text.utf8).withUnsafeBytes { monitor.read($0, at: InputPosition(input: source)) }
  }

  /// What is compared: a report's figures and every use.
  private func figures(_ monitor: inout Monitor) -> [String] {
    let snapshot = monitor.snapshot(
      now: Timestamp(milliseconds: 1_793_591_200_000), coverage: [], top: 100)
    let uses = snapshot.uses.map {
      "\($0.caller) \($0.identity.code) \($0.outcome) \($0.place) \($0.count) \($0.first) \($0.last) \($0.slots.slots)"
    }
    let rejected = snapshot.rejections.sources.map {
      "\($0.source) \($0.rejected) \($0.distinctKeys) \($0.reasons) \($0.first) \($0.last) \($0.kind)"
    }
    let minutes = snapshot.timeline.series(
      from: Timestamp(milliseconds: 1_793_491_200_000),
      to: Timestamp(milliseconds: 1_793_551_200_000), buckets: 1000)
    return uses.sorted() + rejected + minutes.map { "\($0)" }
      + ["\(snapshot.lines)", "\(snapshot.accepted) \(snapshot.rejected)"]
      + snapshot.migrations.map(\.sentence)
  }

  @Test(arguments: [1, 3, 40]) func `commits added up are the whole`(parts: Int) {
    var whole = monitor()
    var ledger = Ledger()
    var living = monitor()
    for part in 0..<parts {
      let text = lines(part * 400 / parts..<(part + 1) * 400 / parts)
      read(text, &whole, source: part % 2)
      read(text, &living, source: part % 2)
      ledger.add(living.changes())
      living.changesSaved()
      #expect(living.changes().isEmpty)
    }
    var restored = monitor(ledger.stored)
    #expect(figures(&restored) == figures(&whole))
    #expect(figures(&living) == figures(&whole))
  }

  @Test func `a tally goes on from what was stored`() {
    var whole = monitor()
    read(lines(0..<400), &whole, source: 0)
    var ledger = Ledger()
    for part in 0..<8 {
      var monitor = monitor(ledger.stored)
      read(lines(part * 50..<part * 50 + 50), &monitor, source: 0)
      ledger.add(monitor.changes())
    }
    var restored = monitor(ledger.stored)
    #expect(figures(&restored) == figures(&whole))
  }

  @Test func `what could not be saved is given again, with what came since`() {
    var monitor = monitor()
    var ledger = Ledger()
    for part in 0..<4 {
      read(lines(part * 100..<part * 100 + 100), &monitor, source: part % 2)
      if part == 3 { ledger.add(monitor.changes()) } else { _ = monitor.changes() }
    }
    var restored = self.monitor(ledger.stored)
    #expect(figures(&restored) == figures(&monitor))
  }

  @Test func `a rule that is new claims what was stored before it`() {
    var first = monitor()
    read(lines(0..<8), &first, source: 0)
    var ledger = Ledger()
    ledger.add(first.changes())
    for use in ledger.stored.uses.indices {
      ledger.stored.uses[use].key.caller = "unattributed"
      ledger.stored.uses[use].key.attribution = .unattributed
      ledger.stored.uses[use].key.place.userAgent = "other"
      ledger.stored.uses[use].key.place.source = "192.0.2.9"
    }
    var configuration = Samples.configuration
    configuration.callers.append(
      Caller(
        name: "new",
        match: [
          .source(AddressBlock("192.0.2.0/24") ?? .init(address: Address(high: 0, low: 0), bits: 0))
        ]))
    var tally = Tally(configuration: configuration, restoring: ledger.stored)
    #expect(tally.snapshot().callers.map(\.caller) == ["new"])
  }

  @Test func `a key that is configured no longer is unlabelled`() {
    var first = monitor()
    read(lines(0..<8), &first, source: 0)
    var ledger = Ledger()
    ledger.add(first.changes())
    for use in ledger.stored.uses.indices where ledger.stored.uses[use].key.identity == "shared" {
      ledger.stored.uses[use].key.identity = "gone"
    }
    var tally = Tally(configuration: Samples.configuration, restoring: ledger.stored)
    let keys = tally.snapshot().keys
    #expect(keys.first { $0.name == "unlabelled" }?.requests == 2)
    #expect(keys.reduce(0) { $0 + $1.requests } == 8)
  }

  @Test func `distinct values survive being stored`() {
    for count in [0, 1, 2, 50, 5000] {
      var values = DistinctValues()
      for i in 0..<count { values.insert(UInt64(i) &* 0x9e37_79b9_7f4a_7c15 | 1, limit: 4096) }
      #expect(DistinctValues(bytes: values.bytes) == values)
      #expect(DistinctValues(bytes: values.bytes)?.count == values.count)
    }
    #expect(DistinctValues(bytes: []) == nil)
    #expect(DistinctValues(bytes: [0, 1, 2]) == nil)
    #expect(DistinctValues(bytes: [1] + [UInt8](repeating: 255, count: 256)) == nil)
  }
}
