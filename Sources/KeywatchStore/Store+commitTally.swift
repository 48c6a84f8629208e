import Foundation
import GRDB
import KeywatchCore

extension CommitWriter {
  /// Adds what was counted of a SOURCE.
  mutating func write(_ tally: TallyChanges) throws {
    guard commit.sources.indices.contains(tally.source) else { return }
    let source = try source(commit.sources[tally.source])
    try writeSource(tally, source)
    try writeUses(tally, source)
    for row in tally.identities { try write(row, source) }
    for row in tally.rejected { try write(row, source) }
    for row in tally.exposures { try write(row, source) }
  }

  private func writeSource(_ tally: TallyChanges, _ source: Int64) throws {
    try add(tally.lines, to: "source", where: "id", source)
    if !tally.span.isEmpty {
      try run(
        """
        UPDATE source SET first = min(ifnull(first, ?1), ?1), last = max(ifnull(last, ?2), ?2)
        WHERE id = ?3
        """, [tally.span.first, tally.span.last, source])
    }
    if let values = tally.unknownValues {
      try run("UPDATE source SET unknown_values = ? WHERE id = ?", [Data(values), source])
    }
    if let addresses = tally.addresses {
      try run("UPDATE source SET addresses = ? WHERE id = ?", [Data(addresses), source])
    }
  }

  private mutating func writeUses(_ tally: TallyChanges, _ source: Int64) throws {
    var totals: [Int64: UseTotal] = [:]
    for use in tally.uses {
      let id = try use.id(&self, tally.source, source)
      totals[id, default: UseTotal()].add(use)
      try write(use, id)
    }
    for slots in tally.slots {
      guard let id = ids.uses[RowIDs.Row(source: tally.source, row: slots.row)] else { continue }
      let total = totals[id]?.slots
      totals[id, default: UseTotal()].slots = try slots.slots.united(with: total ?? stored(id))
    }
    for (id, total) in totals.sorted(by: { $0.key < $1.key }) { try write(total, id) }
  }

  private func stored(_ id: Int64) throws -> SlotBitmap? {
    let statement = try db.cachedStatement(sql: "SELECT slots FROM use WHERE id = ?")
    let known = try DatabaseValue.fetchOne(statement, arguments: [id])
    return known?.bytes.flatMap(SlotBitmap.init(bytes:))
  }

  private func write(_ total: UseTotal, _ id: Int64) throws {
    try run(
      """
      UPDATE use SET count = count + ?, first = min(first, ?), last = max(last, ?),
      slots = ifnull(?, slots) WHERE id = ?
      """,
      [total.count, total.first, total.last, total.slots.map { Data($0.bytes) }, id])
  }

  private func write(_ use: TallyChanges.HourlyUse, _ id: Int64) throws {
    guard use.hour >= hourLimit else { return try writeDay(use, id) }
    var minutes = use.minutes
    if use.hour >= minuteLimit {
      let stored = try db.cachedStatement(
        sql: "SELECT minutes FROM use_hour WHERE hour = ? AND use = ?")
      let known = try DatabaseValue.fetchOne(stored, arguments: [use.hour, id])?.bytes
      if let counts = known.flatMap(HourCounts.init(bytes:)) { minutes.merge(counts) }
    }
    try run(
      """
      INSERT INTO use_hour VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
      count = count + excluded.count, first = min(first, excluded.first),
      last = max(last, excluded.last), minutes = excluded.minutes
      """,
      [
        use.hour, id, use.count, use.first, use.last,
        use.hour >= minuteLimit ? Data(minutes.bytes) : nil,
      ])
  }

  private func writeDay(_ use: TallyChanges.HourlyUse, _ id: Int64) throws {
    guard use.hour >= dayLimit else { return }
    try run(
      """
      INSERT INTO use_day VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
      count = count + excluded.count, first = min(first, excluded.first),
      last = max(last, excluded.last)
      """, [RetentionLimits.day(of: use.hour), id, use.count, use.first, use.last])
  }

  private func write(_ row: TallyChanges.HourlyIdentity, _ source: Int64) throws {
    guard row.hour >= hourLimit else {
      guard row.hour >= dayLimit else { return }
      return try run(
        """
        INSERT INTO key_day VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        count = count + excluded.count
        """, [RetentionLimits.day(of: row.hour), source, row.identity, row.count])
    }
    var minutes = row.minutes
    if row.hour >= minuteLimit {
      let stored = try db.cachedStatement(
        sql: "SELECT minutes FROM key_hour WHERE hour = ? AND source = ? AND key = ?")
      let known = try DatabaseValue.fetchOne(
        stored, arguments: [row.hour, source, row.identity])?.bytes
      if let counts = known.flatMap(HourCounts.init(bytes:)) { minutes.merge(counts) }
    }
    try run(
      """
      INSERT INTO key_hour VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
      count = count + excluded.count, minutes = excluded.minutes
      """,
      [
        row.hour, source, row.identity, row.count,
        row.hour >= minuteLimit ? Data(minutes.bytes) : nil,
      ])
  }

  private func write(_ row: RejectedChange, _ source: Int64) throws {
    let newest = row.newest
    try run(
      Self.rejectedUpsert,
      [source, row.address, row.count] + StatementArguments(row.reasons) + [
        row.first, row.last, Data(row.distinct), newest?.time, newest?.reason.word,
        newest?.identity, newest.map { Int64(bitPattern: $0.presented) }, newest?.api,
        newest?.userAgent, newest?.caller,
      ])
  }

  private static let rejectedUpsert = """
    INSERT INTO rejected VALUES (\([String](repeating: "?", count: 21).joined(separator: ", ")))
    ON CONFLICT DO UPDATE SET count = count + excluded.count,
    \(Reason.allCases.map { "\($0.word) = \($0.word) + excluded.\($0.word)" }
      .joined(separator: ", ")),
    first = min(first, excluded.first), last = max(last, excluded.last),
    presented = excluded.presented, newest_at = excluded.newest_at,
    newest_reason = excluded.newest_reason, newest_key = excluded.newest_key,
    newest_presented = excluded.newest_presented, newest_api = excluded.newest_api,
    newest_user_agent = excluded.newest_user_agent, newest_caller = excluded.newest_caller
    """

  private func write(_ row: ExposureChange, _ source: Int64) throws {
    try run(
      """
      INSERT INTO exposure VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
      count = count + excluded.count, first = min(first, excluded.first),
      last = max(last, excluded.last)
      """, [source, row.identity, row.count, row.first, row.last])
  }
}

/// What all hours of a use in one commit come to.
private struct UseTotal {
  var count = 0
  var first = Int64.max
  var last = Int64.min
  var slots: SlotBitmap?

  mutating func add(_ use: TallyChanges.HourlyUse) {
    count += use.count
    first = min(first, use.first)
    last = max(last, use.last)
  }
}

extension SlotBitmap {
  fileprivate func united(with other: SlotBitmap?) -> SlotBitmap {
    var result = self
    if let other { result.merge(other) }
    return result
  }
}

extension TallyChanges.HourlyUse {
  /// The number of the use in the state, made where it is new.
  fileprivate func id(
    _ writer: inout CommitWriter, _ index: Int, _ source: Int64
  ) throws -> Int64 {
    let place = RowIDs.Row(source: index, row: row)
    if let known = writer.ids.uses[place] { return known }
    let arguments: StatementArguments = [
      source, key.caller, key.attribution.word, key.api, key.identity, key.isPrevious,
      Words.outcome(key.reason), Words.word(key.kind), key.isServerError, key.place.source,
      key.place.route, key.place.userAgent,
    ]
    try writer.run(
      """
      INSERT INTO use (\(Self.columns.joined(separator: ", ")), count, first, last)
      VALUES (\(Self.columns.map { _ in "?" }.joined(separator: ", ")), 0, \(Int64.max), \(Int64.min))
      ON CONFLICT DO NOTHING
      """, arguments)
    let statement = try writer.db.cachedStatement(
      sql: "SELECT id FROM use WHERE "
        + Self.columns.map { "\($0) = ?" }.joined(separator: " AND "))
    guard let id = try Int64.fetchOne(statement, arguments: arguments) else {
      throw StoreError.failed(path: "", cause: "a use has no row")
    }
    writer.ids.uses[place] = id
    return id
  }

  private static let columns = [
    "source", "caller", "attribution", "api", "key", "previous", "outcome", "kind",
    "server_error", "address", "route", "user_agent",
  ]
}
