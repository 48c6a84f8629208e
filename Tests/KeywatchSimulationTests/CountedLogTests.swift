import KeywatchCore
import Testing

@testable import KeywatchSimulation

/// The simulated log as keywatch counts it, against the truth the simulation kept.
struct CountedLogTests {
  private static func count(_ bytes: [UInt8]) -> Snapshot {
    var monitor = Monitor(configuration: Story.configuration, unknownHash: UnknownKeyHash())
    var buffer = LineBuffer()
    var at = 0
    while at < bytes.count {
      at += buffer.fill { memory in
        let count = min(memory.count, bytes.count - at)
        memory.copyBytes(from: bytes[at..<at + count])
        return count
      }
      monitor.read(buffer.lines)
      buffer.advance()
    }
    return monitor.snapshot(now: Timestamp(seconds: 1_795_000_000), coverage: [], top: 100)
  }

  private static func expect(_ snapshot: Snapshot, equals truth: Truth) {
    #expect(snapshot.accepted == truth.outcomes.accepted)
    #expect(snapshot.rejected == truth.outcomes.rejected)
    #expect(snapshot.notAttemptsAccepted == truth.notAttempts.accepted)
    #expect(snapshot.notAttemptsRejected == truth.notAttempts.rejected)
    for row in snapshot.keys where row.identity != .unlabelled {
      let wanted = truth[row.identity]
      #expect(row.accepted == wanted.counts.accepted && row.rejected == wanted.counts.rejected)
      #expect(row.first == wanted.first && row.last == wanted.last)
      #expect(row.apis.map(\.accepted) == wanted.apis.map(\.accepted))
      #expect(row.apis.map(\.rejected) == wanted.apis.map(\.rejected))
    }
    for reason in Reason.allCases {
      let found = snapshot.rejections.reasons.first { $0.reason == reason }?.count ?? 0
      #expect(found == truth.rejected(reason), "\(reason)")
    }
  }

  @Test func `every count equals the truth`() {
    let log = SimulatedLog.small
    let snapshot = Self.count(log.bytes)
    Self.expect(snapshot, equals: log.truth)
    #expect(snapshot.lines.undecoded == log.truth.others)
  }

  @Test(arguments: [LogVariant.crlf, .spaced, .shuffled])
  func `a variant is counted as the same requests`(variant: LogVariant) {
    let log = SimulatedLog.small
    var writer = VariantWriter(variant, seed: 5, keeping: [])
    var bytes: [UInt8] = []
    for line in log.lines { writer.append(line.bytes[...], to: &bytes) }
    Self.expect(Self.count(bytes), equals: log.truth)
  }

  @Test func `a torn line is lost, and none of its neighbours`() {
    let log = SimulatedLog.small
    var writer = VariantWriter(.torn, seed: 5, keeping: [])
    var bytes: [UInt8] = []
    for line in log.lines { writer.append(line.bytes[...], to: &bytes) }
    let snapshot = Self.count(bytes)
    #expect(!writer.lost.isEmpty)
    #expect(snapshot.requests == log.truth.requests - writer.lost.count)
    #expect(snapshot.lines.undecodedByReason[Undecoded.malformed.rawValue] == writer.lost.count)
  }
}
