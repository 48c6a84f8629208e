import KeywatchCore
import Testing

@testable import keywatch

struct LiveDemoTests {
  static let end = Timestamp(milliseconds: 1_795_340_487_123)

  @Test func `only what is due is written, and the story ends now`() throws {
    let directory = TemporaryDirectory()
    var demo = try LiveDemo(
      in: DemoDirectory(path: directory.path), seed: 7, end: Self.end, linesPerSecond: 250)
    #expect(demo.clock.start == Self.end.advanced(byMilliseconds: -14 * 86_400_000))
    #expect(try demo.advance(to: demo.clock.start))
    #expect(directory.lines("app.log") == 1)
    let hour = demo.clock.start.advanced(byMilliseconds: 3_600_000)
    #expect(try demo.advance(to: hour))
    let afterAnHour = directory.lines("app.log")
    #expect(afterAnHour > 100)
    #expect(try demo.advance(to: hour))
    #expect(directory.lines("app.log") == afterAnHour)
    #expect(try !demo.advance(to: demo.clock.end))
    let lines = directory.names.filter { $0.hasPrefix("app.log") }.map { directory.lines($0) }
    #expect(lines.reduce(0, +) == 45_000)
    #expect(lines.count == 2)
    #expect(try !demo.advance(to: demo.clock.end))
  }

  @Test func `the simulated clock takes three minutes for fourteen days and then stands`() {
    let clock = StoryClock(end: Self.end)
    #expect(StoryClock.speed == 6720)
    #expect(clock.time(after: 0) == clock.start)
    #expect(clock.time(after: 1000) == clock.start.advanced(byMilliseconds: 6_720_000))
    #expect(clock.time(after: 180_000) == clock.end)
    #expect(clock.time(after: .max) == clock.end)
    #expect(clock.time(after: -1) == clock.start)
  }
}
