import KeywatchCore
import KeywatchReport
import Testing

/// Logs of the corpus cut anywhere, put together and damaged: nothing is lost, and nothing depends on regions.
struct SpliceTests {
  /// Bytes of a log that are used, from a place drawn: so that the longest ones do not take all the time.
  private static let limit = 24_000
  private static let seeds: [UInt64] = [1, 2]

  @Test(arguments: CorpusLog.all, seeds)
  func `a damaged log is counted in full, however it is cut`(log: CorpusLog, seed: UInt64) throws {
    var random = SpliceDice(seed: seed, name: log.name)
    let other = CorpusLog.all[random.below(CorpusLog.all.count)]
    var bytes = random.piece(of: try log.bytes(), limit: Self.limit)
    bytes += random.piece(of: try other.bytes(), limit: Self.limit)
    for _ in 0..<random.below(40) where !bytes.isEmpty {
      bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
    }
    let configuration = try CorpusReading.configuration()
    let whole = CorpusReading.count(bytes, configuration)
    try CorpusSums.check(whole, log.name)
    let largest = [1, 64, 4096, 65_536][random.below(4)] + random.below(64)
    let cut = CorpusReading.count(bytes, configuration) { 1 + random.below(largest) }
    let pair = "\(log.name) and \(other.name), seed \(seed), regions up to \(largest)"
    #expect(Self.text(whole) == Self.text(cut), "\(pair)")
  }

  /// All of a snapshot that is shown somewhere.
  static func text(_ snapshot: Snapshot) -> String {
    let log = snapshot.log.map { "\($0)" }.joined(separator: "\n")
    let examples = snapshot.undecodedExamples.map { "\($0)" }.joined(separator: "\n")
    return String(decoding: Report(snapshot).json(), as: UTF8.self) + log + examples
  }
}
