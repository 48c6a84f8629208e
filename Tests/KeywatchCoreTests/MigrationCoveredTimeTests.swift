import Testing

@testable import KeywatchCore

struct MigrationCoveredTimeTests {
  private func covered(_ from: Double, _ to: Double, holes: [(Double, Double)] = []) -> Coverage {
    Coverage(
      source: "app.log", from: day(from), to: day(to),
      holes: holes.map { .init(from: day($0.0), to: day($0.1), reason: "rotated away") })
  }

  private let aDay: Int64 = 86_400_000

  @Test func `holes are taken off, once where they overlap`() {
    let time = CoveredTime([
      covered(0, 10, holes: [(2, 3), (2.5, 4)]), covered(0, 10, holes: [(3.5, 5)]),
    ])
    #expect(time.seen(from: day(0), to: day(10)) == 7 * aDay)
    #expect(time.hidden(from: day(0), to: day(10)) == 3 * aDay)
    #expect(time.seen(from: day(3), to: day(6)) == aDay)
    #expect(time.seen(from: day(6), to: day(6)) == 0)
    #expect(time.seen(from: day(8), to: day(6)) == 0)
  }

  @Test func `the log begins where the first source begins`() {
    #expect(CoveredTime([covered(3, 10), covered(1, 2)]).start == day(1))
    #expect(CoveredTime([], first: day(4), last: day(5)).start == day(4))
    #expect(CoveredTime([]).start == nil)
  }

  @Test func `two weeks precede only if they were covered`() {
    let length = 14 * aDay
    #expect(CoveredTime([covered(0, 20)]).precedes(day(14), atLeast: length))
    #expect(!CoveredTime([covered(0, 20)]).precedes(day(13.9), atLeast: length))
    #expect(!CoveredTime([covered(0, 20, holes: [(3, 4)])]).precedes(day(14), atLeast: length))
    #expect(CoveredTime([covered(0, 20, holes: [(3, 4)])]).precedes(day(15), atLeast: length))
    // Two sources at the same time are one covered time.
    #expect(!CoveredTime([covered(0, 8), covered(0, 8)]).precedes(day(20), atLeast: length))
  }

  @Test func `working days alone are no look-back`() {
    // Days 0, 7, 14 … are Sundays, 6, 13 … Saturdays.
    let weekends: [(Double, Double)] = [(0, 1), (6, 8), (13, 15), (20, 22)]
    let time = CoveredTime([covered(0, 22, holes: weekends)])
    #expect(time.seen(from: day(0), to: day(22)) == 15 * aDay)
    #expect(!time.precedes(day(22), atLeast: 14 * aDay))
    let oneWeekend = CoveredTime([covered(0, 22, holes: Array(weekends.dropLast()))])
    #expect(oneWeekend.precedes(day(22), atLeast: 14 * aDay))
  }
}
