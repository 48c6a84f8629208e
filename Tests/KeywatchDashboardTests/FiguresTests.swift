import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct FiguresTests {
  private let end = Timestamp(seconds: 1_000_000_020)
  private let key = KeyIdentity(key: 0)

  private func figures(_ counts: [(secondsAgo: Int64, count: UInt32)], span: Int64 = 86_400)
    -> Figures
  {
    var snapshot = Snapshot(configuration: Fixture.configuration)
    for (ago, count) in counts {
      let time = end.advanced(byMilliseconds: -ago * 1000)
      snapshot.timeline.add(key, at: time, count: count)
      snapshot.first = min(snapshot.first ?? time, time)
    }
    return Figures(snapshot, .live, from: end.advanced(byMilliseconds: -span * 1000), to: end)
  }

  @Test func `full traffic is measured over five minutes`() {
    let figures = figures((1..<60).map { ($0 * 60, 600) })
    #expect(abs(figures.rate(key) - 10) < 2)
    #expect(figures.rate(.unknown) == 0)
  }

  @Test func `little traffic is measured over an hour or a day`() {
    #expect(abs(figures([(80_000, 1), (1800, 4), (600, 4)]).rate(key) * 3600 - 8) < 0.2)
    #expect(abs(figures([(86_000, 1), (40_000, 1)]).rate(key) * 86_400 - 2) < 0.1)
  }

  @Test func `an hour does not speak for five silent minutes`() {
    #expect(figures((8..<60).map { ($0 * 60, 600) }).rate(key) == 0)
  }

  @Test func `nothing known is nothing told`() {
    #expect(figures([]).rate(key) == 0)
    #expect(figures([]).series(key).isEmpty)
  }

  @Test func `the minute that is still filling is not in the graph`() {
    let figures = figures([(180, 6), (120, 6), (60, 6), (0, 1)], span: 180)
    #expect(figures.series(key) == [6, 6, 6])
  }

  @Test func `all identities come from one pass as each would alone`() {
    let timeline = Fixture.rich.snapshot.timeline
    let (from, to) = (Fixture.ago(10 * 86_400), Fixture.now)
    for (from, buckets) in [(from, 97), (Fixture.ago(600), 7)] {
      let together = timeline.series(from: from, to: to, buckets: buckets)
      for identity in [Fixture.dedicated, Fixture.shared, .unknown, .keyless] {
        let alone = timeline.series(identity, from: from, to: to, buckets: buckets)
        #expect(together[Int(identity.code)] == alone)
      }
    }
    #expect(timeline.series(from: to, to: from, buckets: 3).isEmpty)
  }
}
