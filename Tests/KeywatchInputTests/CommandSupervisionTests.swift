import Testing

@testable import KeywatchInput

struct CommandSupervisionTests {
  private let start = ContinuousClock.now

  private func after(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  /// Pauses after runs that end at once, in seconds.
  private func pauses(_ count: Int, of supervision: inout CommandSupervision) -> [Int64] {
    var now = start
    return (0..<count).map { _ in
      #expect(supervision.demand(now: now) == .start)
      supervision.started(now: now)
      supervision.ended(now: now)
      let next = supervision.nextStart ?? now
      #expect(supervision.demand(now: next - .nanoseconds(1)) == .nothing)
      defer { now = next }
      return (next - now).components.seconds
    }
  }

  @Test func `runs that fail follow each other after 1 to 60 s`() {
    var supervision = CommandSupervision(repeats: false)
    #expect(pauses(9, of: &supervision) == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    #expect(supervision.runs == 9)
  }

  @Test func `a run that gave something new is followed after a second`() {
    var supervision = CommandSupervision(repeats: false)
    _ = pauses(5, of: &supervision)
    supervision.started(now: after(100))
    supervision.gaveLines(now: after(100))
    supervision.ended(now: after(101))
    #expect(supervision.nextStart == after(102))
  }

  @Test func `so is one that lasted a minute, and no shorter one`() {
    for (length, pause) in [(60, 1), (59, 32)] {
      var supervision = CommandSupervision(repeats: false)
      _ = pauses(5, of: &supervision)
      supervision.started(now: after(100))
      supervision.ended(now: after(100 + length))
      #expect(supervision.nextStart == after(100 + length + pause))
    }
  }

  @Test func `a run that repeats its log is ended when it is silent beyond its habit`() {
    var supervision = CommandSupervision(repeats: true)
    supervision.started(now: start)
    supervision.gaveLines(now: after(10))
    supervision.gaveLines(now: after(50))
    #expect(supervision.due == after(50 + 120))
    #expect(supervision.demand(now: after(169)) == .nothing)
    #expect(supervision.demand(now: after(170)) == .terminate)
    #expect(supervision.demand(now: after(171)) == .nothing)
    #expect(supervision.demand(now: after(172)) == .kill)
    supervision.ended(now: after(172))
    #expect(supervision.nextStart == after(173))
  }

  @Test func `one after the other in vain, silent runs are given more time, up to ten minutes`() {
    var supervision = CommandSupervision(repeats: true)
    var now = start
    let waits = (0..<6).map { _ in
      supervision.started(now: now)
      let due = supervision.due ?? now
      defer { now = supervision.nextStart ?? now }
      let wait = (due - now).components.seconds
      #expect(supervision.demand(now: due) == .terminate)
      supervision.ended(now: due)
      return wait
    }
    #expect(waits == [60, 120, 240, 480, 600, 600])
  }

  @Test func `a run that repeats nothing is never ended for its silence`() {
    var supervision = CommandSupervision(repeats: false)
    supervision.started(now: start)
    #expect(supervision.due == nil)
    #expect(supervision.demand(now: after(100_000)) == .nothing)
  }

  @Test func `a run whose output is closed is ended after two seconds`() {
    var supervision = CommandSupervision(repeats: false)
    supervision.started(now: start)
    supervision.outputEnded(now: after(5))
    supervision.outputEnded(now: after(6))
    #expect(supervision.demand(now: after(6)) == .nothing)
    #expect(supervision.demand(now: after(7)) == .terminate)
  }
}
