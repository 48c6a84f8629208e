import KeywatchCore
import KeywatchReport
import Testing

@testable import keywatch

/// Whatever a log holds, what is told of its lines agrees with what they are counted as, and holds no key.
struct CorpusExplanationTests {
  @Test(arguments: CorpusLog.all) func `lines are told as they are counted, and without keys`(
    log: CorpusLog
  ) throws {
    let configuration = try CorpusReading.configuration()
    let bytes = try Self.lines(of: log)
    var monitor = Monitor(
      configuration: configuration,
      unknownHash: UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32)))
    let explanations = monitor.explain(bytes)
    let counted = CorpusReading.count(bytes, configuration) { bytes.count }.lines
    #expect(monitor.tally.lines == counted)
    #expect(explanations.count == bytes.count { $0 == 0x0a })
    #expect(!explanations.contains { $0.outcomes.isEmpty })
    let requests = explanations.flatMap(\.outcomes).count { outcome in
      if case .request = outcome { true } else { false }
    }
    #expect(requests == counted.decoded)
    for width in [80, 400] {
      let text = Explanations(explanations).text(width: width)
      for key in CorpusReading.keys {
        #expect(!text.contains(key.prefix(24)), "\(log.name)")
      }
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(log.name)")
    }
  }

  /// All that is plain text, with a newline at its end.
  private static func lines(of log: CorpusLog) throws -> [UInt8] {
    if log.name.hasSuffix(".gz") { return try PastedLines(file: log.path).bytes }
    let bytes = try log.bytes()
    return bytes.last == 0x0a ? bytes : bytes + [0x0a]
  }
}
