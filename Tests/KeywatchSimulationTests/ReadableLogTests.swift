import Testing

@testable import KeywatchCore
@testable import KeywatchSimulation

/// The simulated log as keywatch's own decoder reads it.
struct ReadableLogTests {
  /// Decodes a log line by line and hands over what was read.
  static func read(
    _ log: [UInt8], _ body: (Int, LineDecoder.Result, borrowing Record) throws -> Void
  ) rethrows {
    var index = LineIndex(capacity: log.count)
    var decoder = LineDecoder(header: "X-API-Key", custom: [:])
    var record = Record()
    let padded = log + [UInt8](repeating: 0, count: LineBuffer.padding)
    try padded.withUnsafeBytes { bytes in
      index.build(UnsafeRawBufferPointer(rebasing: bytes[..<log.count]))
      guard let text = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
      for k in 0..<index.lineCount {
        let result = decoder.read(text, index.line(k), into: &record)
        try body(k, result, record)
      }
    }
  }

  @Test func `every line is an object, and a request's fields are found`() {
    let log = SimulatedLog.small
    var (requests, rejected, withShapes) = (0, 0, 0)
    Self.read(log.bytes) { k, result, record in
      guard case .object = result else { return }
      guard record.value(.status) != nil else { return }
      requests += 1
      #expect(record.value(.time).flatMap(Timestamp.init(logged:)) == log.lines[k].time)
      #expect(record.value(.path)?.text.first == "/")
      if record.value(.authOutcome)?.equals("rejected") == true { rejected += 1 }
      if record.value(.keyShape) != nil, record.has(.key), record.has(.keyFingerprint) {
        withShapes += 1
      }
    }
    #expect(requests == log.truth.requests)
    #expect(rejected == log.truth.outcomes.rejected)
    #expect(withShapes == requests)
  }

  @Test(arguments: [LogVariant.crlf, .spaced, .shuffled])
  func `a variant reads as the same requests`(variant: LogVariant) {
    let log = SimulatedLog.small
    var writer = VariantWriter(variant, seed: 5, keeping: [])
    var bytes: [UInt8] = []
    for line in log.lines { writer.append(line.bytes[...], to: &bytes) }
    var requests = 0
    var agents: Set<String> = []
    Self.read(bytes) { _, result, record in
      guard case .object = result, record.has(.status), record.has(.key) else { return }
      requests += 1
      agents.insert(record.value(.userAgent)?.text ?? "")
    }
    #expect(requests == log.truth.requests)
    #expect(agents.contains("analytics-cron/3.1 (\"täglich\")"))
  }

  @Test func `lines that are no requests have no field of one`() {
    let log = SimulatedLog.small
    var others = 0
    Self.read(log.bytes) { _, result, record in
      guard case .object = result, !record.has(.status) else { return }
      others += 1
      #expect(!record.has(.method) && !record.has(.path) && !record.has(.authOutcome))
    }
    #expect(others == log.truth.others)
  }
}
