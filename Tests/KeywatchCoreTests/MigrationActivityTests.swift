import Testing

@testable import KeywatchCore

struct MigrationActivityTests {
  private func activity(_ traffic: [Traffic]) -> Activity {
    var activity = Activity()
    for row in traffic { activity.add(row.use) }
    return activity
  }

  private let always = CoveredTime([])
  private let hourLong: Int64 = 3_600_000

  @Test func `requests that the server failed on are not counted`() {
    var use = Traffic(days: 0...1, every: 60).use
    // The last hour of the row, and so its end, are server errors.
    use.slots = use.slots.before(SlotBitmap.slot(of: day(1)))
    use.serverErrors = 1
    var activity = Activity()
    activity.add(use)
    #expect(activity.count == 24)
    #expect(activity.last == hour(23).advanced(byMilliseconds: 5 * 60_000 - 1))
    use.serverErrors = use.count
    var none = Activity()
    none.add(use)
    #expect(none == Activity())
    none.add(Traffic(days: 0...1, refused: .unknown).use)
    #expect(none == Activity())
  }

  @Test func `a late old-key line takes slots back`() {
    let new = activity([Traffic(key: .dedicated, days: 0...1)])
    #expect(new.slots(after: activity([Traffic(days: 0...0)])) == 288)
    #expect(new.slots(after: activity([Traffic(days: 0...0), Traffic(days: 0.5...0.5)])) == 144)
    #expect(new.slots(after: Activity()) == 289)
  }

  @Test func `the longest gap is that between slots, holes taken off`() {
    let activity = activity([Traffic(days: 0...1), Traffic(days: 1.25...2)])
    #expect(activity.longestGap(always) == 6 * hourLong)
    let hole = Coverage.Hole(from: day(1), to: hour(28), reason: "rotated away")
    let covered = CoveredTime([Coverage(source: "app.log", holes: [hole])])
    #expect(activity.longestGap(covered) == 2 * hourLong)
  }

  @Test func `two requests within minutes have the gap between them`() {
    let close = activity([Traffic(days: 0...0), Traffic(days: 0.001...0.001)])
    #expect(close.longestGap(always) == 86_400)
    #expect(!close.hasCadence)
  }

  @Test func `without slots only the ends are known`() {
    var use = Traffic(days: 0...2).use
    use.slots = SlotBitmap()
    var sparse = Activity()
    sparse.add(use)
    #expect(sparse.longestGap(always) == nil)
    #expect(sparse.slots.count == 2)
  }

  @Test func `after the other key's last request only slots tell how many came`() {
    let old = activity([Traffic(days: 0...0.5)])
    #expect(
      activity([Traffic(key: .dedicated, days: 0.6...0.7, every: 1)]).count(after: old) == 144)
    #expect(activity([Traffic(key: .dedicated, days: 0...0.7, every: 1)]).count(after: old) == 57)
    #expect(activity([Traffic(key: .dedicated, days: 0...0.5)]).count(after: old) == 0)
  }

  @Test func `an earlier moment knows only what was before it`() {
    let all = activity([Traffic(days: 0...1)])
    let half = all.before(144)
    #expect(half == Activity())
    let known = all.before(SlotBitmap.slot(of: day(0.5)))
    #expect(known.count == 144)
    #expect(known.last == hour(11 + 55.0 / 60))
    #expect(all.before(SlotBitmap.slot(of: day(2))) == all)
  }
}
