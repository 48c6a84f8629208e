import KeywatchCore

/// What a state holds of each SOURCE, as a table.
package struct StateListing: Sendable {
  /// One SOURCE.
  package struct Row: Sendable {
    package var source: String
    package var lines: LineCounts
    /// Streams of it that the state knows, and those it still reads.
    package var streams: (known: Int, reading: Int)
    package var coverage: Coverage

    package init(
      source: String, lines: LineCounts, streams: (known: Int, reading: Int), coverage: Coverage
    ) {
      self.source = source
      self.lines = lines
      self.streams = streams
      self.coverage = coverage
    }
  }

  package var path: String
  package var name: String
  /// Bytes of the file and what belongs to it.
  package var size: Int64
  /// The process that writes to it.
  package var writer: Int32?
  package var rows: [Row]

  package init(path: String, name: String, size: Int64, writer: Int32?, rows: [Row]) {
    self.path = path
    self.name = name
    self.size = size
    self.writer = writer
    self.rows = rows
  }

  /// For people.
  package func text(width: Int) -> String {
    var page = Page(width: width)
    page.ends("\(path) · \(name)", "\(Int(clamping: (size + 1023) / 1024).grouped) KiB")
    let process = writer.map { "process \($0) writes to it" } ?? "nobody writes to it now"
    page.paragraph("", "\(rows.count.counted("source")) · \(process)", indent: 0)
    guard !rows.isEmpty else { return page.text }
    var table = Table([
      .init("SOURCE", limit: 60), .init("LINES", .number), .init("REQUESTS", .number),
      .init("FILES", .number), .init("OPEN", .number), .init("FROM", .fixed), .init("TO", .fixed),
      .init("HOLES", .number),
    ])
    for row in rows {
      table.add(
        row.source, row.lines.read.grouped, row.lines.decoded.grouped, row.streams.known.grouped,
        row.streams.reading.grouped, Self.minute(row.coverage.from), Self.minute(row.coverage.to),
        row.coverage.holes.count.grouped)
    }
    page.blank()
    page.table(table)
    return page.text
  }

  /// For programs.
  package func json() -> [UInt8] {
    JSONValue.object([
      ("state", .string(path)), ("name", .string(name)), ("bytes", .int(Int(clamping: size))),
      ("writer", writer.map { .int(Int($0)) } ?? .null), ("sources", .array(rows.map(Self.json))),
    ]).bytes()
  }

  private static func json(_ row: Row) -> JSONValue {
    .object([
      ("source", .string(row.source)), ("lines", .int(row.lines.read)),
      ("requests", .int(row.lines.decoded)), ("files", .int(row.streams.known)),
      ("reading", .int(row.streams.reading)), ("from", .time(row.coverage.from)),
      ("to", .time(row.coverage.to)), ("holes", .int(row.coverage.holes.count)),
    ])
  }

  private static func minute(_ time: Timestamp?) -> String {
    guard let time, time.isStated else { return "-" }
    return time.dayAndClock.day + " " + time.dayAndClock.clock.prefix(5)
  }
}
