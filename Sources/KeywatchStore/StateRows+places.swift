import Foundation
import GRDB
import KeywatchCore

/// A stream as a state holds it: how far it has been read, and what was read of it.
package struct StoredStream: Sendable {
  package var position: Position
  package var lines: LineCounts
}

extension StateRows {
  /// The streams of these sources, by number.
  func streams(_ names: [String]?) throws -> [StoredStream] {
    let sources = try sources(names)
    let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM position ORDER BY number")
    var result: [StoredStream] = []
    while let row = try cursor.next() {
      let id = row["source"] as Int64
      guard let source = sources.first(where: { $0.id == id })?.name,
        let position = Self.position(row, source)
      else { continue }
      result.append(StoredStream(position: position, lines: Self.lines(row)))
    }
    return result
  }

  private static func position(_ row: Row, _ source: String) -> Position? {
    let number = row["number"] as Int64
    guard number >= 0, number < 1 << 48 else { return nil }
    guard (row["state"] as String) != "command" else {
      let bytes = Array((row["recent"] as Data?) ?? Data())
      return .command(
        CommandPosition(number: Int(number), source: source, recent: hashes(bytes)))
    }
    guard let state = FilePosition.State(rawValue: row["state"]),
      let head = witness(row["head"], row["head_hash"], limit: FilePosition.headLimit),
      let tail = witness(row["tail"], row["tail_hash"], limit: FilePosition.tailLimit)
    else { return nil }
    let offset = row["offset"] as Int64
    guard offset >= 0, offset < 1 << 60 else { return nil }
    return .file(
      FilePosition(
        number: Int(number), source: source, name: row["name"], path: row["path"],
        identity: FileIdentity(
          device: UInt64(bitPattern: row["device"]), inode: UInt64(bitPattern: row["inode"]),
          born: row["born"]),
        offset: offset, size: max(0, row["size"]), head: head, tail: tail, state: state,
        since: Timestamp(milliseconds: sane(row["since"])), begin: max(0, row["begun"])))
  }

  private static func hashes(_ bytes: [UInt8]) -> [UInt64] {
    var result: [UInt64] = []
    for start in stride(from: 0, to: bytes.count - bytes.count % 8, by: 8) {
      var hash: UInt64 = 0
      for k in 0..<8 { hash |= UInt64(bytes[start + k]) << UInt64(8 * k) }
      result.append(hash)
    }
    return result
  }

  private static func witness(_ count: Int, _ hash: Int64, limit: Int) -> Witness? {
    guard (0...limit).contains(count) else { return nil }
    return Witness(count: count, hash: UInt64(bitPattern: hash))
  }

  /// What was seen of these sources and where it has holes, in the order of the names.
  func coverage(_ names: [String]?) throws -> [Coverage] {
    try sources(names).map { source in
      guard let id = source.id else { return Coverage(source: source.name) }
      let rows = try Row.fetchAll(
        db,
        sql:
          "SELECT from_time, to_time, reason FROM hole WHERE source = ? ORDER BY 1 DESC LIMIT 1000",
        arguments: [id])
      let holes = rows.reversed().map {
        Coverage.Hole(
          from: Timestamp(milliseconds: Self.sane($0[0])),
          to: Timestamp(milliseconds: Self.sane($0[1])), reason: $0[2])
      }
      var coverage = Coverage(source: source.name, holes: holes)
      let span = try Row.fetchOne(
        db, sql: "SELECT first, last FROM source WHERE id = ?", arguments: [id])
      if let first = span?["first"] as Int64?, let last = span?["last"] as Int64?, first <= last {
        coverage.add(Span(first: Self.sane(first), last: Self.sane(last)))
      }
      return coverage
    }
  }

  /// What became of the steps, oldest first.
  func transitions() throws -> [StepTransition] {
    try Row.fetchAll(db, sql: "SELECT * FROM transition ORDER BY rowid").compactMap { row in
      guard let state = StepStatus.State(rawValue: row["state"]),
        let verdict = Verdict(rawValue: row["verdict"])
      else { return nil }
      return StepTransition(
        caller: row["caller"], api: row["api"], step: Self.count(row["step"]), state: state,
        verdict: verdict, at: Timestamp(milliseconds: Self.sane(row["at"])),
        recorded: Timestamp(milliseconds: Self.sane(row["recorded"])))
    }
  }

  func notes() throws -> [Note] {
    try Row.fetchAll(db, sql: "SELECT * FROM note ORDER BY at, rowid").compactMap { row in
      guard let kind = Note.Kind(rawValue: row["kind"]) else { return nil }
      return Note(
        at: Timestamp(milliseconds: Self.sane(row["at"])), by: row["by"], kind: kind,
        caller: row["caller"], step: row["step"], text: row["text"],
        recorded: Timestamp(milliseconds: Self.sane(row["recorded"])))
    }
  }

  func waivers() throws -> [Waiver] {
    try Row.fetchAll(db, sql: "SELECT * FROM waiver ORDER BY caller, place").map { row in
      Waiver(
        caller: row["caller"], place: row["place"], why: row["why"], by: row["by"],
        at: Timestamp(milliseconds: Self.sane(row["at"])))
    }
  }

  /// How each of these sources was doing when it was saved last.
  func states(_ names: [String]?) throws -> [SourceState] {
    try sources(names).compactMap { source in
      guard
        let row = try Row.fetchOne(
          db,
          sql: "SELECT condition, detail, lines, bytes, last_arrival FROM source WHERE id = ?",
          arguments: [source.id]),
        let condition = (row[0] as String?).flatMap(SourceState.Condition.init(rawValue:))
      else { return nil }
      return SourceState(
        name: source.name, condition: condition, detail: row[1] ?? "", lines: Self.count(row[2]),
        bytes: Int64(Self.count(row[3])),
        lastArrival: (row[4] as Int64?).map { Timestamp(milliseconds: Self.sane($0)) })
    }
  }
}
