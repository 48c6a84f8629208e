import KeywatchCore

@testable import keywatch

/// How the tests read a log of the corpus: by what `report` reads with, or cut into regions of any sizes.
enum CorpusReading {
  /// The keys all of these logs were made with.
  static let keys = [
    "FAKE-dedicated-tracking-ingest-key-00000000000000000000000000001",
    "FAKE-shared-webhook-key-0000000000000000000000000000000000000002",
    "FAKE-wrong-key-0000000000000000000000000000000000000000000000003",
  ]
  private static let fingerprints = ["83ea2d94b652ba22", "85a668621b548d4e"]

  /// The built-in configuration, with the fingerprints of the dedicated and the shared key.
  static func configuration() throws -> Configuration {
    var configuration = try Configuration.builtIn()
    for (index, digits) in fingerprints.enumerated() {
      configuration.keys[index].fingerprint = Fingerprint(hex: digits)
    }
    return configuration
  }

  /// What `report` makes of the log.
  static func report(_ log: CorpusLog) throws -> Snapshot {
    try Batch(configuration: configuration(), since: nil, until: nil, jobs: 1, top: 100)
      .read([log.path])
  }

  /// What the log says as far as it is understood; the lines of the traps are no log, each is one of its own.
  static func truth(_ log: CorpusLog) throws -> CorpusTruth {
    guard log.name == "traps.jsonl" else { return CorpusTruth(try report(log)) }
    let configuration = try configuration()
    return try log.bytes().split(separator: 0x0a).map { line in
      CorpusTruth(count(Array(line), configuration))
    }.reduce(CorpusTruth(), +)
  }

  /// What a monitor counts of bytes that come in chunks; `size` says how large the next one is.
  static func count(
    _ bytes: [UInt8], _ configuration: Configuration, size: () -> Int = { LineBuffer.chunkSize }
  ) -> Snapshot {
    var monitor = Monitor(
      configuration: configuration,
      unknownHash: UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32)))
    monitor.logLines = 100_000
    var buffer = LineBuffer()
    var offset = 0
    var start = InputPosition()
    while offset < bytes.count {
      let count = buffer.fill { memory in
        let count = min(max(size(), 1), memory.count, bytes.count - offset)
        memory.copyBytes(from: bytes[offset..<offset + count])
        return count
      }
      buffer.hold(monitor.read(buffer.lines, at: start, isFinal: false))
      start.offset += Int64(buffer.lines.count)
      monitor.addOversize(buffer.takeOversize())
      buffer.advance()
      offset += count
    }
    if buffer.takeHeld() { monitor.read(buffer.lines, at: start) }
    if buffer.finish() { monitor.readUnterminated(buffer.lines, at: start) }
    monitor.addOversize(buffer.takeOversize())
    return monitor.snapshot(now: Timestamp(seconds: 1_795_400_000), coverage: [], top: 100)
  }
}
