import GRDB
import KeywatchCore

/// A stream as a state holds it: how far it has been read, and what was read of it.
package struct StoredStream: Sendable {
  package var position: Position
  package var lines: LineCounts
}

extension StateRows {
  /// The streams of these sources, by number. Throws `.damaged` for a row that cannot be, whatever its source: passed
  /// over, its file would be read anew and counted twice.
  func streams(_ names: [String]?, _ path: String) throws -> [StoredStream] {
    let sources = try sources(nil)
    let wanted = names.map { Set($0) }
    let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM position ORDER BY number")
    var result: [StoredStream] = []
    while let row = try cursor.next() {
      guard let id = row.at("source").number,
        let source = sources.first(where: { $0.id == id })?.name,
        let position = Self.position(row, source)
      else { throw StoreError.damaged(path) }
      guard wanted?.contains(source) ?? true else { continue }
      result.append(StoredStream(position: position, lines: Self.lines(row)))
    }
    return result
  }

  private static func position(_ row: Row, _ source: String) -> Position? {
    guard let number = row.at("number").number, (0..<1 << 48).contains(number),
      let word = row.at("state").text
    else { return nil }
    guard word != "command" else {
      guard let bytes = row.at("recent").bytes, bytes.count.isMultiple(of: 8) else { return nil }
      return .command(
        CommandPosition(number: Int(number), source: source, recent: hashes(bytes)))
    }
    guard let state = FilePosition.State(rawValue: word), let name = row.at("name").text,
      let path = row.at("path").text, let identity = identity(row),
      let head = witness(row, "head", limit: Int64(FilePosition.headLimit)),
      let tail = witness(row, "tail", limit: Int64(FilePosition.tailLimit)),
      let offset = size(row.at("offset")), let begin = size(row.at("begun")),
      let size = size(row.at("size")), row.at("since").number != nil
    else { return nil }
    return .file(
      FilePosition(
        number: Int(number), source: source, name: name, path: path, identity: identity,
        offset: offset, size: size, head: head, tail: tail, state: state,
        since: time(row.at("since")), begin: begin))
  }

  private static func identity(_ row: Row) -> FileIdentity? {
    guard let device = row.at("device").number, let inode = row.at("inode").number,
      let born = row.at("born").number
    else { return nil }
    return FileIdentity(
      device: UInt64(bitPattern: device), inode: UInt64(bitPattern: inode), born: born)
  }

  private static func size(_ value: DatabaseValue) -> Int64? {
    value.number.flatMap { (0..<1 << 60).contains($0) ? $0 : nil }
  }

  private static func hashes(_ bytes: [UInt8]) -> [UInt64] {
    var result: [UInt64] = []
    for start in stride(from: 0, to: bytes.count, by: 8) {
      var hash: UInt64 = 0
      for k in 0..<8 { hash |= UInt64(bytes[start + k]) << UInt64(8 * k) }
      result.append(hash)
    }
    return result
  }

  private static func witness(_ row: Row, _ column: String, limit: Int64) -> Witness? {
    guard let count = row.at(column).number, (0...limit).contains(count),
      let hash = row.at(column + "_hash").number
    else { return nil }
    return Witness(count: Int(count), hash: UInt64(bitPattern: hash))
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
      let holes = rows.reversed().compactMap { row in
        row.at(2).text.map {
          Coverage.Hole(from: Self.time(row.at(0)), to: Self.time(row.at(1)), reason: $0)
        }
      }
      var coverage = Coverage(source: source.name, holes: holes)
      let span = try Row.fetchOne(
        db, sql: "SELECT first, last FROM source WHERE id = ?", arguments: [id])
      if let first = span?.at(0).number, let last = span?.at(1).number, first <= last {
        coverage.add(Span(first: Self.sane(first), last: Self.sane(last)))
      }
      return coverage
    }
  }

  /// What became of the steps, oldest first.
  func transitions() throws -> [StepTransition] {
    try Row.fetchAll(db, sql: "SELECT * FROM transition ORDER BY rowid").compactMap { row in
      guard let state = StepStatus.State(rawValue: row.at("state").text ?? ""),
        let verdict = Verdict(rawValue: row.at("verdict").text ?? ""),
        let caller = row.at("caller").text, let api = row.at("api").text,
        let step = Self.step(row.at("step"))
      else { return nil }
      return StepTransition(
        caller: caller, api: api, step: step, state: state, verdict: verdict,
        at: Self.time(row.at("at")), recorded: Self.time(row.at("recorded")))
    }
  }

  func notes() throws -> [Note] {
    try Row.fetchAll(db, sql: "SELECT * FROM note ORDER BY at, rowid").compactMap { row in
      guard let kind = Note.Kind(rawValue: row.at("kind").text ?? ""),
        let by = row.at("by").text, let text = row.at("text").text
      else { return nil }
      return Note(
        at: Self.time(row.at("at")), by: by, kind: kind, caller: row.at("caller").text,
        step: Self.step(row.at("step")), text: text, recorded: Self.time(row.at("recorded")))
    }
  }

  func waivers() throws -> [Waiver] {
    try Row.fetchAll(db, sql: "SELECT * FROM waiver ORDER BY caller, place").compactMap { row in
      guard let caller = row.at("caller").text, let place = row.at("place").text,
        let why = row.at("why").text, let by = row.at("by").text
      else { return nil }
      return Waiver(caller: caller, place: place, why: why, by: by, at: Self.time(row.at("at")))
    }
  }

  private static func step(_ value: DatabaseValue) -> Int? {
    value.number.flatMap { (1...4).contains($0) ? Int($0) : nil }
  }

  /// How each of these sources was doing when it was saved last.
  func states(_ names: [String]?) throws -> [SourceState] {
    try sources(names).compactMap { source in
      guard
        let row = try Row.fetchOne(
          db,
          sql: "SELECT condition, detail, lines, bytes, last_arrival FROM source WHERE id = ?",
          arguments: [source.id]),
        let condition = row.at(0).text.flatMap(SourceState.Condition.init(rawValue:))
      else { return nil }
      return SourceState(
        name: source.name, condition: condition, detail: row.at(1).text ?? "",
        lines: Self.count(row.at(2).number), bytes: Self.size(row.at(3)) ?? 0,
        lastArrival: row.at(4).number == nil ? nil : Self.time(row.at(4)))
    }
  }
}
