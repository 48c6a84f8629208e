import KeywatchCore
import Testing

@testable import keywatch

/// What sources say they have lost becomes holes between two things that were seen.
@Suite struct GapsTests {
  private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

  private func span(_ first: Int64, _ last: Int64) -> Span {
    Span(first: first * 1000, last: last * 1000)
  }

  @Test func `a hole goes from the last event seen to the first one after it`() {
    var gaps = Gaps()
    gaps.lost("truncated", source: 0, after: 100_000, now: at(200))
    #expect(gaps.isOpen)
    gaps.read(span(150, 180), source: 1)
    #expect(gaps.isOpen)
    gaps.read(span(150, 180), source: 0)
    #expect(!gaps.isOpen)
    #expect(gaps.holes[0] == [.init(from: at(100), to: at(150), reason: "truncated")])
  }

  @Test func `a hole that nothing closes ends with the moment it was found`() {
    var gaps = Gaps()
    gaps.lost("rotated away", source: 0, after: 100_000, now: at(200))
    gaps.settle(now: at(200))
    #expect(gaps.isOpen)
    gaps.settle(now: at(202))
    #expect(gaps.holes[0] == [.init(from: at(100), to: at(200), reason: "rotated away")])
  }

  @Test func `before anything was seen nothing can be missing`() {
    var gaps = Gaps()
    gaps.lost("truncated", source: 0, after: nil, now: at(200))
    #expect(!gaps.isOpen)
  }

  @Test func `events that are older than the last one seen leave a hole without length`() {
    var gaps = Gaps()
    gaps.lost("truncated", source: 0, after: 100_000, now: at(200))
    gaps.read(span(40, 60), source: 0)
    #expect(gaps.holes[0] == [.init(from: at(100), to: at(100), reason: "truncated")])
  }

  @Test func `a hole is to be saved until it is, under the name of its source`() {
    var gaps = Gaps()
    gaps.lost("truncated", source: 1, after: 100_000, now: at(200))
    gaps.read(span(150, 180), source: 1)
    #expect(gaps.unsaved(["a", "b"]).map(\.source) == ["b"])
    gaps.saved()
    #expect(gaps.unsaved(["a", "b"]).isEmpty)
    #expect(gaps.holes[1]?.count == 1)
  }

  @Test func `what was stored goes on`() {
    let hole = Coverage.Hole(from: at(1), to: at(2), reason: "redeploy")
    let gaps = Gaps([Coverage(source: "a"), Coverage(source: "b", holes: [hole])])
    #expect(gaps.holes[1] == [hole])
    #expect(gaps.unsaved(["a", "b"]).isEmpty)
  }
}
