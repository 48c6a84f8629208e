import KeywatchCore
import Testing

/// Logs into which a client without a key wrote whole lines, by way of a path that the server wrote out raw.
struct ForgedLogTests {
  @Test(arguments: CorpusLog.forged) func `a forged line is no evidence`(log: CorpusLog) throws {
    let snapshot = try CorpusReading.report(log)
    let migration = try #require(snapshot.migrations.first)
    let isEvidence =
      migration.steps.contains { [.active, .done, .regressed].contains($0.state) }
      || migration.places.contains { $0.lastNew != nil || $0.lastOld != nil }
      || snapshot.keys.contains { $0.identity.keyIndex != nil && $0.requests > 0 }
    if log.isOpen {
      #expect(isEvidence, "\(log.name) is safe now: its line in open.txt has to go")
    } else {
      #expect(!isEvidence, "\(migration.verdict) \(migration.steps.map(\.state.rawValue))")
    }
  }

  @Test func `there are forged logs`() { #expect(CorpusLog.forged.count == 6) }
}
