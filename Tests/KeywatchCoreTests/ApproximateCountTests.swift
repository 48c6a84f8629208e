import Testing

@testable import KeywatchCore

struct ApproximateCountTests {
  private static func snapshot(values: Int) -> Snapshot {
    var text: [UInt8] = []
    for number in 0..<values {
      let hex = String(number + 0x1000_0000, radix: 16)
      text +=
        """
        {"ts":"2026-11-22T09:00:00Z","method":"GET","path":"/api/db/x","status":401,"source":"203.0.113.9","key":"unknown","key_fp":"\(hex)\(hex)"}\n
        """.utf8
    }
    return Samples.count(text)
  }

  @Test func `as many values as are kept one by one are exact`() {
    let snapshot = Self.snapshot(values: 300)
    #expect(snapshot.rejections.sources.map(\.distinctKeys) == [300])
    #expect(snapshot.rejections.sources.allSatisfy { !$0.isDistinctApproximate })
    #expect(snapshot.keys.allSatisfy { !$0.isDistinctApproximate })
    #expect(!snapshot.rejections.isOthersApproximate)
  }

  @Test func `beyond, a snapshot says that they are about so many`() {
    let snapshot = Self.snapshot(values: 5000)
    #expect(snapshot.rejections.sources.first?.isDistinctApproximate == true)
    #expect(snapshot.keys.first { $0.identity == .unknown }?.isDistinctApproximate == true)
    #expect(snapshot.keys.first { $0.identity == .keyless }?.isDistinctApproximate == false)
  }
}
