import GRDB
import KeywatchCore

/// A window of time in a state: as fine as what is kept of it, a minute, an hour or a day. What begins in it counts.
struct StateWindow {
  /// Milliseconds since 1970.
  let from: Int64
  let to: Int64

  init(from: Timestamp?, to: Timestamp?) {
    self.from = from?.milliseconds ?? .min
    self.to = max(self.from, to?.milliseconds ?? .max)
  }

  /// What a use counted in the window.
  private struct Part {
    var count = 0
    var first = Int64.max
    var last = Int64.min

    mutating func add(_ count: Int, _ first: Int64, _ last: Int64) {
      self.count += count
      self.first = min(self.first, first)
      self.last = max(self.last, last)
    }
  }

  /// Leaves of a state what lies in the window.
  func cut(_ state: inout StateReader.State, _ sources: [Int64], _ rows: StateRows) throws {
    var parts: [Int64: Part] = [:]
    try addHours(to: &parts, rows.db)
    try addDays(to: &parts, rows.db)
    state.tally.uses = try uses(parts, sources, rows.db)
    state.tally.timeline.removeAll { !contains($0.start &* 1000) }
    cutCoverage(&state)
    cutRejected(&state)
  }

  private func contains(_ time: Int64) -> Bool { time >= from && time < to }

  private func clip(_ time: Int64) -> Int64 { max(from, min(time, to == .max ? to : to - 1)) }

  /// The number of the unit a time lies in, as far as SQL can compare it.
  private func unit(_ time: Int64, _ length: Int64) -> Int64 {
    time >= 0 ? time / length : (time + 1) / length - 1
  }

  private func addHours(to parts: inout [Int64: Part], _ db: Database) throws {
    let cursor = try Row.fetchCursor(
      db,
      sql: "SELECT hour, use, count, first, last, minutes FROM use_hour WHERE hour BETWEEN ? AND ?",
      arguments: [unit(from, 3_600_000), unit(to, 3_600_000)])
    while let row = try cursor.next() {
      guard let hour = row.at(0).number, let use = row.at(1).number else { continue }
      let start = StateRows.seconds(hour, 3_600_000)
      let isWhole = contains(start) && contains(start + 3_599_999)
      let minutes = isWhole ? nil : row.at(5).bytes.flatMap(HourCounts.init(bytes:))
      if let minutes {
        addMinutes(minutes, of: row, at: start, to: &parts[use, default: Part()])
      } else if contains(start) {
        add(row, to: &parts[use, default: Part()])
      }
    }
  }

  /// Adds a row whose third to fifth columns are a count, its first and its last time.
  private func add(_ row: Row, to part: inout Part) {
    part.add(
      StateRows.count(row.at(2).number), clip(StateRows.first(row.at(3))),
      clip(StateRows.last(row.at(4))))
  }

  private func addMinutes(
    _ counts: HourCounts, of row: Row, at start: Int64, to part: inout Part
  ) {
    let (first, last) = (StateRows.first(row.at(3)), StateRows.last(row.at(4)))
    for minute in 0..<60 where counts.minutes[minute] > 0 {
      let at = start + Int64(minute) * 60_000
      guard contains(at) else { continue }
      part.add(Int(counts.minutes[minute]), max(first, at), min(last, at + 59_999))
    }
  }

  private func addDays(to parts: inout [Int64: Part], _ db: Database) throws {
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT day, use, count, first, last FROM use_day WHERE day BETWEEN ? AND ?",
      arguments: [unit(from, 86_400_000), unit(to, 86_400_000)])
    while let row = try cursor.next() {
      guard let day = row.at(0).number, let use = row.at(1).number,
        contains(StateRows.seconds(day, 86_400_000))
      else { continue }
      add(row, to: &parts[use, default: Part()])
    }
  }

  private func uses(
    _ parts: [Int64: Part], _ sources: [Int64], _ db: Database
  ) throws -> [StoredTally.StoredUse] {
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT caller, attribution, api, key, previous, outcome, kind, server_error, address, route,
        user_agent, id, source, slots FROM use ORDER BY id
        """)
    var result: [StoredTally.StoredUse] = []
    while let row = try cursor.next() {
      guard let id = row.at(11).number, let part = parts[id], part.count > 0,
        let source = row.at(12).number, sources.contains(source), let key = StateRows.key(row)
      else { continue }
      let slots = StateRows.slots(row.at(13))
      result.append(
        StoredTally.StoredUse(
          key: key, count: part.count, first: part.first, last: part.last,
          slots: slots.within(from: from, to: to)))
    }
    return result
  }

  private func cutCoverage(_ state: inout StateReader.State) {
    for i in state.coverage.indices {
      let range = (Timestamp(milliseconds: from), Timestamp(milliseconds: to))
      state.coverage[i].from = state.coverage[i].from.map { max($0, range.0) }
      state.coverage[i].to = state.coverage[i].to.map { min($0, range.1) }
      state.coverage[i].holes = state.coverage[i].holes.compactMap { hole in
        guard hole.from < range.1, hole.to >= range.0 else { return nil }
        return Coverage.Hole(
          from: max(hole.from, range.0), to: min(hole.to, range.1), reason: hole.reason)
      }
    }
    for i in state.tally.spans.indices where !state.tally.spans[i].isEmpty {
      let span = state.tally.spans[i]
      state.tally.spans[i] = Span(first: max(span.first, from), last: min(span.last, to))
    }
  }

  /// Attempts are kept by address for all time only; in a window they are those of the uses that came from one.
  private func cutRejected(_ state: inout StateReader.State) {
    var rows: [String: RejectedChange] = [:]
    let known = Dictionary(state.tally.rejected.map { ($0.address, $0) }) { first, _ in first }
    for use in state.tally.uses {
      guard let reason = use.key.reason, use.key.kind.isOwn || use.key.kind == .tryOut,
        !use.key.place.source.isEmpty
      else { continue }
      let address = use.key.place.source
      var row =
        rows[address]
        ?? RejectedChange(
          address: address, count: 0, reasons: [Int](repeating: 0, count: 8), first: .max,
          last: .min, distinct: known[address]?.distinct ?? [0], newest: known[address]?.newest)
      row.count += use.count
      row.reasons[Int(reason.rawValue) - 1] += use.count
      row.first = min(row.first, use.first)
      row.last = max(row.last, use.last)
      rows[address] = row
    }
    state.tally.rejected = rows.values.sorted { ($1.count, $0.address) < ($0.count, $1.address) }
  }
}
