import Testing

@testable import KeywatchInput

struct PacingTests {
  private let now = ContinuousClock.now

  @Test("the first wake is not held back, the next for the rest of the interval")
  func holds() {
    var pacing = Pacing()
    #expect(pacing.hold(at: now) == .zero)
    pacing.woke(at: now)
    #expect(pacing.hold(at: now) == Pacing.interval)
    #expect(pacing.hold(at: now + .milliseconds(5)) == .milliseconds(3))
    #expect(pacing.hold(at: now + .milliseconds(8)) == .zero)
    #expect(pacing.hold(at: now + .seconds(9)) == .zero)
  }

  @Test("after a wake that brought much, the next is not held back")
  func large() {
    var pacing = Pacing()
    pacing.woke(at: now)
    pacing.read(32 << 10)
    #expect(pacing.hold(at: now) == .zero)
    pacing.woke(at: now)
    #expect(pacing.hold(at: now) == Pacing.interval)
  }
}
