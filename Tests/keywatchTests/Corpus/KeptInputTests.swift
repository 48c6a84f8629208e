import Foundation
import KeywatchCore
import KeywatchReport
import Testing

/// What fuzzing made up and kept, for it reaches what no log of the corpus does.
struct KeptInputTests {
  private static let folder = CorpusLog.root.appending(path: "Tests/Fuzz/corpus")
  /// Their names, each below that of the target it was made up for.
  private static let names: [String] = {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.filter { $0.contains("/") }.sorted()
  }()

  @Test func `an input that fuzzing kept is counted in full, however it is cut`() throws {
    #expect(!Self.names.isEmpty)
    let configuration = try CorpusReading.configuration()
    for name in Self.names {
      let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
      let whole = CorpusReading.count(bytes, configuration)
      try CorpusSums.check(whole, name)
      for largest in [1, 64] {
        var random = SpliceDice(seed: UInt64(largest), name: name)
        let cut = CorpusReading.count(bytes, configuration) { 1 + random.below(largest) }
        #expect(
          SpliceTests.text(whole) == SpliceTests.text(cut), "\(name), regions up to \(largest)")
      }
    }
  }
}
