import KeywatchCore
import KeywatchReport
import Testing

/// Whatever a log holds, nothing that is made of it holds a key.
struct CorpusSecrecyTests {
  @Test(arguments: CorpusLog.all) func `no key of a log is in what is made of it`(log: CorpusLog)
    throws
  {
    let bytes = try log.bytes()
    let configuration = try CorpusReading.configuration()
    try check(CorpusReading.report(log), log.name)
    try check(CorpusReading.count(bytes, configuration), log.name)
    // Only the first line that is not understood becomes an example: let that be one with a key.
    try check(CorpusReading.count(Self.linesWithKeys(bytes), configuration), log.name)
  }

  private func check(_ snapshot: Snapshot, _ name: String) throws {
    let report = Report(snapshot)
    let examples = snapshot.undecodedExamples.map { Self.text($0.text) }
    for text in ["\(snapshot)", Self.text(report.json()), report.text(width: 400)] + examples {
      for key in CorpusReading.keys {
        // The beginning of a key is where a text may have been cut.
        #expect(!text.contains(key.prefix(24)), "\(name): \(text.prefix(300))")
      }
    }
  }

  private static func linesWithKeys(_ bytes: [UInt8]) -> [UInt8] {
    bytes.split(separator: 0x0a).filter { line in
      let text = text(Array(line))
      return CorpusReading.keys.contains { text.contains($0) }
    }.flatMap { $0 + [0x0a] }
  }

  /// Without the zeros that stand between the letters of a wide encoding.
  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  }
}
