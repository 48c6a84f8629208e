import GRDB
import KeywatchCore

/// Reads the tables of a state. They may come from anybody: what is out of range or no word of ours is left out.
struct StateRows {
  let db: Database

  /// The numbers of SOURCEs, in the order of the names; of all of them for nil. One that is not stored has none.
  func sources(_ names: [String]?) throws -> [(name: String, id: Int64?)] {
    let rows = try Row.fetchAll(db, sql: "SELECT name, id FROM source ORDER BY name")
    let known = rows.compactMap { row in
      row.at(0).text.map { (name: $0, id: row.at(1).number) }
    }
    guard let names else { return known }
    return names.map { name in (name, known.first { $0.name == name }?.id) }
  }

  /// What was counted of these sources in all time.
  func tally(_ sources: [Int64?]) throws -> StoredTally {
    var tally = StoredTally()
    for (index, id) in sources.enumerated() {
      tally.spans.append(Span())
      guard let id else { continue }
      try addSource(id, at: index, to: &tally)
      tally.uses += try uses(id)
      tally.rejected += try rejected(id)
      tally.exposures += try exposures(id)
    }
    tally.timeline = try timeline(Set(sources.compactMap(\.self)))
    return tally
  }

  private func addSource(_ id: Int64, at index: Int, to tally: inout StoredTally) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM source WHERE id = ?", arguments: [id])
    else { return }
    tally.lines.merge(Self.lines(row))
    if let first = row.at("first").number, let last = row.at("last").number, first <= last {
      tally.spans[index] = Span(first: Self.sane(first), last: Self.sane(last))
    }
    if let values = row.at("unknown_values").bytes { tally.unknownValues.append(values) }
    if let addresses = row.at("addresses").bytes { tally.addresses.append(addresses) }
  }

  private func uses(_ source: Int64) throws -> [StoredTally.StoredUse] {
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT caller, attribution, api, key, previous, outcome, kind, server_error, address, route,
        user_agent, count, first, last, slots FROM use WHERE source = ?
        """, arguments: [source])
    var result: [StoredTally.StoredUse] = []
    while let row = try cursor.next() {
      guard let key = Self.key(row) else { continue }
      result.append(
        StoredTally.StoredUse(
          key: key, count: Self.count(row.at(11).number), first: Self.first(row.at(12)),
          last: Self.last(row.at(13)), slots: Self.slots(row.at(14))))
    }
    return result
  }

  /// The first eleven columns of a use.
  static func key(_ row: Row) -> UseKey? {
    let words = (0..<11).map { row.at($0).text ?? "" }
    guard let attribution = Words.attribution(words[1]), let reason = Words.reason(words[5]),
      let kind = Words.kind(words[6]), !words[0].isEmpty, !words[3].isEmpty
    else { return nil }
    return UseKey(
      caller: words[0], attribution: attribution, api: words[2], identity: words[3],
      isPrevious: row.at(4).number == 1, reason: reason, kind: kind,
      isServerError: row.at(7).number == 1,
      place: Place(source: words[8], route: words[9], userAgent: words[10]))
  }

  /// In one pass: the tables are ordered by time, and there may be many sources.
  private func timeline(_ sources: Set<Int64>) throws -> [StoredTally.Moment] {
    var result: [StoredTally.Moment] = []
    guard !sources.isEmpty else { return result }
    let hours = try Row.fetchCursor(
      db, sql: "SELECT source, key, hour, count, minutes FROM key_hour")
    while let row = try hours.next() {
      guard let source = row.at(0).number, sources.contains(source) else { continue }
      Self.add(row, unit: 3600, to: &result)
    }
    let days = try Row.fetchCursor(db, sql: "SELECT source, key, day, count, NULL FROM key_day")
    while let row = try days.next() {
      guard let source = row.at(0).number, sources.contains(source) else { continue }
      Self.add(row, unit: 86_400, to: &result)
    }
    return result
  }

  private static func add(_ row: Row, unit: Int64, to result: inout [StoredTally.Moment]) {
    guard let key = row.at(1).text, let number = row.at(2).number else { return }
    let start = seconds(number, unit)
    guard let counts = row.at(4).bytes.flatMap(HourCounts.init(bytes:)) else {
      return result.append(
        .init(identity: key, start: start, count: count(row.at(3).number)))
    }
    for minute in 0..<60 where counts.minutes[minute] > 0 {
      result.append(
        .init(
          identity: key, start: start + Int64(minute) * 60, count: Int(counts.minutes[minute])))
    }
  }

  private func rejected(_ source: Int64) throws -> [RejectedChange] {
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT * FROM rejected WHERE source = ? ORDER BY count DESC LIMIT 65536",
      arguments: [source])
    var result: [RejectedChange] = []
    while let row = try cursor.next() {
      guard let address = row.at("address").text, let distinct = row.at("presented").bytes else {
        continue
      }
      result.append(
        RejectedChange(
          address: address, count: Self.count(row.at("count").number),
          reasons: Reason.allCases.map { Self.count(row.at($0.word).number) },
          first: Self.first(row.at("first")), last: Self.last(row.at("last")),
          distinct: distinct, newest: Self.newest(row)))
    }
    return result
  }

  private static func newest(_ row: Row) -> RejectedChange.Newest? {
    guard let at = row.at("newest_at").number, let word = row.at("newest_reason").text,
      let reason = Reason.allCases.first(where: { $0.word == word })
    else { return nil }
    return RejectedChange.Newest(
      time: sane(at), reason: reason, identity: row.at("newest_key").text ?? "",
      presented: UInt64(bitPattern: row.at("newest_presented").number ?? 0),
      api: row.at("newest_api").text ?? "", userAgent: row.at("newest_user_agent").text ?? "",
      caller: row.at("newest_caller").text ?? "")
  }

  private func exposures(_ source: Int64) throws -> [ExposureChange] {
    try Row.fetchAll(
      db, sql: "SELECT key, count, first, last FROM exposure WHERE source = ?",
      arguments: [source]
    ).compactMap { row in
      row.at(0).text.map {
        ExposureChange(
          identity: $0, count: Self.count(row.at(1).number), first: Self.first(row.at(2)),
          last: Self.last(row.at(3)))
      }
    }
  }
}

extension StateRows {
  /// What became of all lines of a source.
  func lines(of source: Int64?) throws -> LineCounts {
    let row = try Row.fetchOne(db, sql: "SELECT * FROM source WHERE id = ?", arguments: [source])
    return row.map(Self.lines) ?? LineCounts()
  }

  static func lines(_ row: Row) -> LineCounts {
    Words.lines(Schema.lineColumns.map { count(row.at($0).number) })
  }

  static func slots(_ value: DatabaseValue) -> SlotBitmap {
    value.bytes.flatMap(SlotBitmap.init(bytes:)) ?? SlotBitmap()
  }

  /// A count that is none is 0; the bound lets sums of millions of rows stay within a number.
  static func count(_ value: Int64?) -> Int { Int(max(0, min(value ?? 0, 1 << 40))) }

  /// A time that is none is later than all others where it is a first one, and earlier where it is a last one.
  static func first(_ value: DatabaseValue) -> Int64 { sane(value.number ?? .max) }
  static func last(_ value: DatabaseValue) -> Int64 { sane(value.number ?? .min) }

  static func time(_ value: DatabaseValue) -> Timestamp {
    Timestamp(milliseconds: sane(value.number ?? 0))
  }

  /// A time as it is, but for those beyond 100,000 years, which are no times.
  static func sane(_ time: Int64) -> Int64 {
    let limit: Int64 = 3_155_760_000_000_000
    return time == .max || time == .min ? time : max(-limit, min(time, limit))
  }

  /// Where a unit of so many seconds begins; seconds since 1970.
  static func seconds(_ number: Int64, _ unit: Int64) -> Int64 {
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? 0 : sane(product)
  }
}
