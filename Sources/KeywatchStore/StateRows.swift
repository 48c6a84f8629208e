import Foundation
import GRDB
import KeywatchCore

/// Reads the tables of a state. They may come from anybody: what is out of range or no word of ours is left out.
struct StateRows {
  let db: Database

  /// The numbers of SOURCEs, in the order of the names; of all of them for nil. One that is not stored has none.
  func sources(_ names: [String]?) throws -> [(name: String, id: Int64?)] {
    let rows = try Row.fetchAll(db, sql: "SELECT name, id FROM source ORDER BY name")
    let known = rows.map { (name: $0["name"] as String, id: $0["id"] as Int64?) }
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
      tally.timeline += try timeline(id)
      tally.rejected += try rejected(id)
      tally.exposures += try exposures(id)
    }
    return tally
  }

  private func addSource(_ id: Int64, at index: Int, to tally: inout StoredTally) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM source WHERE id = ?", arguments: [id])
    else { return }
    tally.lines.merge(Self.lines(row))
    if let first = row["first"] as Int64?, let last = row["last"] as Int64?, first <= last {
      tally.spans[index] = Span(first: Self.sane(first), last: Self.sane(last))
    }
    if let values = row["unknown_values"] as Data? { tally.unknownValues.append(Array(values)) }
    if let addresses = row["addresses"] as Data? { tally.addresses.append(Array(addresses)) }
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
      let slots = (row[14] as Data?).flatMap { SlotBitmap(bytes: Array($0)) }
      result.append(
        StoredTally.StoredUse(
          key: key, count: Self.count(row[11]), first: Self.sane(row[12]),
          last: Self.sane(row[13]), slots: slots ?? SlotBitmap()))
    }
    return result
  }

  /// The first eleven columns of a use.
  static func key(_ row: Row) -> UseKey? {
    guard let attribution = Words.attribution(row[1]), let reason = Words.reason(row[5]),
      let kind = Words.kind(row[6])
    else { return nil }
    return UseKey(
      caller: row[0], attribution: attribution, api: row[2], identity: row[3],
      isPrevious: row[4], reason: reason, kind: kind, isServerError: row[7],
      place: Place(source: row[8], route: row[9], userAgent: row[10]))
  }

  private func timeline(_ source: Int64) throws -> [StoredTally.Moment] {
    var result: [StoredTally.Moment] = []
    let hours = try Row.fetchCursor(
      db, sql: "SELECT hour, key, count, minutes FROM key_hour WHERE source = ?",
      arguments: [source])
    while let row = try hours.next() {
      let start = Self.seconds(row[0], 3600)
      let minutes = (row[3] as Data?).flatMap { HourCounts(bytes: Array($0)) }
      guard let minutes else {
        result.append(.init(identity: row[1], start: start, count: Self.count(row[2])))
        continue
      }
      for minute in 0..<60 where minutes.minutes[minute] > 0 {
        result.append(
          .init(
            identity: row[1], start: start + Int64(minute) * 60,
            count: Int(minutes.minutes[minute])))
      }
    }
    let days = try Row.fetchCursor(
      db, sql: "SELECT day, key, count FROM key_day WHERE source = ?", arguments: [source])
    while let row = try days.next() {
      result.append(
        .init(identity: row[1], start: Self.seconds(row[0], 86_400), count: Self.count(row[2])))
    }
    return result
  }

  private func rejected(_ source: Int64) throws -> [RejectedChange] {
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT * FROM rejected WHERE source = ? ORDER BY count DESC LIMIT 65536",
      arguments: [source])
    var result: [RejectedChange] = []
    while let row = try cursor.next() {
      result.append(
        RejectedChange(
          address: row["address"], count: Self.count(row["count"]),
          reasons: Reason.allCases.map { Self.count(row[$0.word]) }, first: Self.sane(row["first"]),
          last: Self.sane(row["last"]), distinct: Array(row["presented"] as Data),
          newest: Self.newest(row)))
    }
    return result
  }

  private static func newest(_ row: Row) -> RejectedChange.Newest? {
    guard let at = row["newest_at"] as Int64?, let word = row["newest_reason"] as String?,
      let reason = Reason.allCases.first(where: { $0.word == word })
    else { return nil }
    return RejectedChange.Newest(
      time: at, reason: reason, identity: row["newest_key"] ?? "",
      presented: UInt64(bitPattern: row["newest_presented"] ?? 0), api: row["newest_api"] ?? "",
      userAgent: row["newest_user_agent"] ?? "", caller: row["newest_caller"] ?? "")
  }

  private func exposures(_ source: Int64) throws -> [ExposureChange] {
    try Row.fetchAll(
      db, sql: "SELECT key, count, first, last FROM exposure WHERE source = ?",
      arguments: [source]
    ).map {
      ExposureChange(
        identity: $0[0], count: Self.count($0[1]), first: Self.sane($0[2]), last: Self.sane($0[3]))
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
    Words.lines(Schema.lineColumns.map { row[$0] ?? 0 })
  }

  /// A count that is none is 0.
  static func count(_ value: Int) -> Int { max(0, min(value, 1 << 53)) }

  /// A time as it is, but for those beyond 100,000 years, which are no times.
  static func sane(_ time: Int64) -> Int64 {
    let limit: Int64 = 3_155_760_000_000_000
    return time == .max || time == .min ? time : max(-limit, min(time, limit))
  }

  static func seconds(_ number: Int64, _ unit: Int64) -> Int64 {
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? 0 : sane(product)
  }
}
