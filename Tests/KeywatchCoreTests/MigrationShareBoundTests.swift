import Testing

@testable import KeywatchCore

struct MigrationShareBoundTests {
  /// `1 - exp(-15 / N)` to eight digits.
  @Test(
    "the share bound has the values of the method",
    arguments: [
      (0, 1), (1, 0.99999969), (15, 0.63212056), (69, 0.19538494), (168, 0.08541577),
      (300, 0.04877058), (1_500, 0.00995017), (2_016, 0.00741286), (15_000, 0.00099950),
    ])
  func value(slots: Int, bound: Double) {
    #expect(abs(ShareBound.value(slots: slots) - bound) < 6e-9)
  }

  @Test(
    "so many slots are needed for a limit",
    arguments: [(0.63213, 15), (0.05, 293), (0.01, 1_493), (0.001, 14_993)])
  func slotsNeeded(limit: Double, slots: Int) {
    #expect(ShareBound.slotsNeeded(for: limit) == slots)
    #expect(ShareBound.value(slots: slots) <= limit)
    #expect(ShareBound.value(slots: slots - 1) > limit)
  }

  @Test func `no number of slots reaches a limit of nothing`() {
    #expect(ShareBound.slotsNeeded(for: 0) == nil)
    #expect(ShareBound.slotsNeeded(for: -1) == nil)
    #expect(ShareBound.slotsNeeded(for: 1) == 1)
  }

  /// Gaps, and the silence in mean gaps after which only one in a thousand still uses the key.
  @Test(
    "a silence has the chance that the cadence gives it",
    arguments: [
      (1, 999), (2, 61.2456), (3, 27), (5, 14.9054), (7, 11.7789), (10, 9.95262),
      (14, 8.93051), (20, 8.25075), (50, 7.40768), (100, 7.15195),
    ])
  func chance(gaps: Int, silence: Double) throws {
    let day = 86_400_000
    let milliseconds = try #require(Int64(exactly: (silence * Double(day)).rounded()))
    let chance = ShareBound.chance(ofSilence: milliseconds, gaps: gaps, total: Int64(gaps * day))
    #expect(abs(chance - 0.001) < 1e-7)
  }

  @Test func `without a gap or a silence nothing is unlikely`() {
    #expect(ShareBound.chance(ofSilence: 1, gaps: 0, total: 5) == 1)
    #expect(ShareBound.chance(ofSilence: 0, gaps: 3, total: 5) == 1)
    #expect(ShareBound.chance(ofSilence: 1, gaps: 3, total: 0) == 1)
  }
}
