import KeywatchCore

/// What a monitor makes of an input that comes in chunks.
struct Reading {
  /// Keys that logs were written with: `configuration` knows two of them.
  static let keys = [
    "FAKE-dedicated-tracking-ingest-key-00000000000000000000000000001",
    "FAKE-shared-webhook-key-0000000000000000000000000000000000000002",
  ]

  static let configuration = Configuration(
    name: "fuzz", test: "/api/tracking-ingest/test",
    apis: ["tracking-ingest", "analyze", "db"].map {
      APIGroup(name: $0, path: "/api/\($0)/*", access: "")
    },
    keys: [
      Key(
        name: "dedicated", environment: "TRACKING_INGEST_API_KEY", apis: [0],
        holder: "steve-glen.com", fingerprint: Fingerprint(hex: "83ea2d94b652ba22")),
      Key(
        name: "shared", environment: "WEBHOOK_API_KEY", labels: ["webhook"], apis: [0, 1, 2],
        fingerprint: Fingerprint(hex: "85a668621b548d4e")),
    ],
    callers: [Caller(name: "steve-glen.com", match: [.userAgent("steve-glen*")])],
    migrations: [Migration(caller: 0, api: 0, from: 1, to: 0)])

  let snapshot: Snapshot

  /// Reads it as sources are read: lines that what follows decides on come again. `size` says how large a chunk is.
  init(_ input: [UInt8], logLines: Int = 0, size: () -> Int = { LineBuffer.chunkSize }) {
    var monitor = Monitor(
      configuration: Self.configuration,
      unknownHash: UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32)))
    monitor.logLines = logLines
    var buffer = LineBuffer()
    var (taken, position) = (0, InputPosition())
    while taken < input.count {
      taken += buffer.fill { memory in
        let count = min(size(), memory.count, input.count - taken)
        memory.copyBytes(from: input[taken..<taken + count])
        return count
      }
      let held = monitor.read(buffer.lines, at: position, isFinal: false)
      position.offset += Int64(buffer.lines.count - held)
      buffer.hold(held)
      monitor.addOversize(buffer.takeOversize())
      buffer.advance()
    }
    if buffer.takeHeld() {
      monitor.read(buffer.lines, at: position)
      position.offset += Int64(buffer.lines.count)
    }
    if buffer.finish() { monitor.readUnterminated(buffer.lines, at: position) }
    monitor.addOversize(buffer.takeOversize())
    monitor.end(input: 0)
    snapshot = monitor.snapshot(
      now: Timestamp(seconds: 1_795_400_000), coverage: [], top: 100)
  }

  /// What two readings say differently, the live log aside; empty where they agree.
  func difference(from other: Reading) -> [String] {
    let (a, b) = (snapshot, other.snapshot)
    let same = [
      "lines": a.lines == b.lines, "requests": a.accepted == b.accepted && a.rejected == b.rejected,
      "times": a.first == b.first && a.last == b.last, "keys": a.keys == b.keys,
      "callers": a.callers == b.callers, "rejections": a.rejections == b.rejections,
      "exposures": a.exposures == b.exposures, "uses": a.uses == b.uses,
      "marks": a.marks == b.marks, "examples": a.undecodedExamples == b.undecodedExamples,
    ]
    return same.filter { !$0.value }.map(\.key).sorted()
  }

  /// Fails where a sum does not hold that every report promises.
  func checkSums(of input: [UInt8]) {
    let lines = snapshot.lines
    require(snapshot.requests == lines.decoded, "requests are not what was decoded")
    require(
      snapshot.keys.reduce(0) { $0 + $1.requests } == snapshot.requests, "keys do not add up")
    require(
      snapshot.rejections.total == snapshot.rejected - snapshot.notAttemptsRejected,
      "attempts do not add up")
    // A container's lines may be pieces of one.
    let pieces = input.count { $0 == UInt8(ascii: "P") }
    let count = input.count { $0 == 0x0a } + (input.last.map { $0 == 0x0a ? 0 : 1 } ?? 0)
    // An object that begins with a brace alone in a line is one record, however many lines it is spread over.
    let isSpread = input.split(separator: 0x0a).contains { line in
      line.contains(0x7b) && line.allSatisfy { [0x20, 0x09, 0x0d, 0x2c, 0x5d, 0x7b].contains($0) }
    }
    require(isSpread || lines.read + pieces >= count, "a line is not counted")
  }
}
