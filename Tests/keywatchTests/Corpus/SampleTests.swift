import Foundation
import KeywatchCore
import Testing

/// Lines out of other projects' tests, which are not part of this one: read where they lie beside it.
struct SampleTests {
  private static let folder = CorpusLog.root.deletingLastPathComponent()
    .appending(path: "shared/formats/samples")
  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".log") }.sorted()

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func `every record of a sample is accounted for`(name: String) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
    let snapshot = CorpusReading.count(bytes, try CorpusReading.configuration())
    try CorpusSums.check(snapshot, name)
    #expect(snapshot.lines.read > 0 || bytes.isEmpty)
  }
}
