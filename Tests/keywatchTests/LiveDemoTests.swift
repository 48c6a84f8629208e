import KeywatchCore
import Testing

@testable import keywatch

struct LiveDemoTests {
  static let end = Timestamp(milliseconds: 1_795_340_487_123)

  @Test func `only what is due is written, and the story ends now`() throws {
    let directory = TemporaryDirectory()
    var demo = try LiveDemo(
      in: DemoDirectory(path: directory.path), seed: 7, end: Self.end, linesPerSecond: 250)
    #expect(demo.start == Self.end.advanced(byMilliseconds: -14 * 86_400_000))
    #expect(try demo.advance(to: demo.start))
    #expect(directory.lines("app.log") == 1)
    let hour = demo.start.advanced(byMilliseconds: 3_600_000)
    #expect(try demo.advance(to: hour))
    let afterAnHour = directory.lines("app.log")
    #expect(afterAnHour > 100)
    #expect(try demo.advance(to: hour))
    #expect(directory.lines("app.log") == afterAnHour)
    #expect(try !demo.advance(to: demo.end))
    let lines = directory.names.filter { $0.hasPrefix("app.log") }.map { directory.lines($0) }
    #expect(lines.reduce(0, +) == 45_000)
    #expect(lines.count == 2)
    #expect(try !demo.advance(to: demo.end))
  }

  @Test func `the simulated clock takes three minutes for fourteen days and then stands`() throws {
    let directory = TemporaryDirectory()
    let demo = try LiveDemo(in: DemoDirectory(path: directory.path), seed: 7, end: Self.end)
    #expect(demo.speed == 6720)
    #expect(demo.time(after: 0) == demo.start)
    #expect(demo.time(after: 1000) == demo.start.advanced(byMilliseconds: 6_720_000))
    #expect(demo.time(after: 180_000) == demo.end)
    #expect(demo.time(after: .max) == demo.end)
    #expect(demo.time(after: -1) == demo.start)
  }
}
