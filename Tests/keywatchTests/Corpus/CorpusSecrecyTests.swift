import KeywatchCore
import KeywatchReport
import Testing

/// Whatever a log holds, nothing that is made of it holds a key.
struct CorpusSecrecyTests {
  @Test(arguments: CorpusLog.all) func `no key of a log is in what is made of it`(log: CorpusLog)
    throws
  {
    let live = CorpusReading.count(try log.bytes(), try CorpusReading.configuration())
    for snapshot in [try CorpusReading.report(log), live] {
      let report = Report(snapshot)
      let examples = snapshot.undecodedExamples.map { Self.text($0.text) }
      for text in ["\(snapshot)", Self.text(report.json()), report.text(width: 400)] + examples {
        for key in CorpusReading.keys {
          #expect(!text.contains(key), "\(log.name)")
          // The beginning of a key is where a text may have been cut.
          #expect(!text.contains(key.prefix(24)), "\(log.name)")
        }
      }
    }
  }

  /// Without the zeros that stand between the letters of a wide encoding.
  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  }
}
