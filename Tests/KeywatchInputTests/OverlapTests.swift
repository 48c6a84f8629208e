import Testing

@testable import KeywatchInput

struct OverlapTests {
  /// What becomes of a run's lines, one after the other, after `recent`.
  private func findings(
    _ lines: [UInt64], after recent: [UInt64], isFull: Bool = false
  ) -> [Overlap.Finding] {
    var overlap = Overlap(recent: recent, isFull: isFull)
    return lines.map { overlap.take($0) }
  }

  @Test func `a run that begins with the end of the last one is known at its first new line`() {
    #expect(findings([3, 4, 5], after: [1, 2, 3, 4]).prefix(2) == [.open, .repeats(2)])
  }

  @Test func `a run that begins with the last line is known at once`() {
    #expect(findings([4], after: [1, 2, 3, 4]) == [.repeats(1)])
  }

  @Test func `a run that begins with a strange line is known at once`() {
    #expect(findings([9], after: [1, 2, 3, 4]) == [.nothing])
  }

  @Test func `a run that leaves what is remembered before its end does not follow it`() {
    #expect(findings([2, 3, 9], after: [1, 2, 3, 4]) == [.open, .open, .nothing])
  }

  @Test func `of several ends the longest is taken`() {
    var overlap = Overlap(recent: [1, 2, 1, 2], isFull: false)
    #expect([1, 2, 1, 2].map { overlap.take($0) } == [.open, .open, .open, .repeats(4)])
    overlap = Overlap(recent: [1, 2, 1, 2], isFull: false)
    #expect([1, 2, 3].map { overlap.take($0) } == [.open, .open, .repeats(2)])
  }

  @Test func `a run that repeats more than is remembered is known by all of that`() {
    #expect(
      findings([7, 8, 1, 2, 3], after: [1, 2, 3], isFull: true)
        == [.open, .open, .open, .open, .repeats(5)])
    #expect(findings([7], after: [1, 2, 3]) == [.nothing])
  }

  @Test func `when no line comes, a match that is complete is taken`() {
    var overlap = Overlap(recent: [1, 1, 1], isFull: false)
    #expect(overlap.take(1) == .open)
    #expect(overlap.decide() == .repeats(1))
  }

  @Test func `in the middle of what is remembered a pause gives nothing away`() {
    var overlap = Overlap(recent: [1, 2, 3, 4], isFull: false)
    #expect(overlap.take(2) == .open)
    #expect(overlap.decide() == .onlyRepeats)
    #expect(overlap.take(3) == .open)
    #expect(overlap.take(4) == .repeats(2))
  }

  @Test func `a run that leaves it after such a pause does not follow it`() {
    var overlap = Overlap(recent: [1, 2, 3, 4], isFull: false)
    _ = overlap.take(2)
    #expect(overlap.decide() == .onlyRepeats)
    #expect(overlap.take(9) == .nothing)
  }

  @Test func `strange lines before all that is remembered are given up when none comes`() {
    var overlap = Overlap(recent: [1, 2, 3], isFull: true)
    #expect(overlap.take(9) == .open)
    #expect(overlap.decide() == .nothing)
  }
}
