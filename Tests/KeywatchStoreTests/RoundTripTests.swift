import Glibc
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct RoundTripTests {
  /// A commit with something of everything in it.
  private static var full: Commit {
    var tally = Sample.tally([Sample.use(0, count: 5), Sample.use(1, count: 2)])
    var slots = SlotBitmap()
    slots.insert(Sample.now)
    tally.slots = [TallyChanges.UseSlots(row: 1, slots: slots)]
    tally.lines.blank = 4
    tally.lines.undecodedByReason = [1, 2, 3, 4, 5, 6, 7]
    tally.rejected = [Sample.rejected()]
    tally.exposures = [ExposureChange(identity: "shared", count: 2, first: 5, last: 6)]
    tally.unknownValues = [1, 2, 3]
    tally.addresses = [4]
    var commit = Commit(now: Sample.now, sources: [Sample.source])
    commit.tallies = [tally]
    commit.positions = [
      .file(Sample.position(offset: 100)),
      .command(CommandPosition(number: 2, source: Sample.source, recent: [.max, 0, 7])),
    ]
    commit.lines = [1: tally.lines]
    commit.holes = [
      .init(
        source: Sample.source,
        hole: .init(from: Timestamp(seconds: 1), to: Timestamp(seconds: 2), reason: "rotated away"))
    ]
    commit.transitions = [Sample.transition]
    commit.states = [
      SourceState(
        name: Sample.source, condition: .failing, detail: "permission denied", lines: 7, bytes: 99,
        lastArrival: Sample.now)
    ]
    commit.mode = .degraded
    commit.reason = "a source fails"
    return commit
  }

  @Test func `what was saved is there after the end of the run`() throws {
    try Scratch.during { scratch in
      do {
        var store = try scratch.open()
        try store.commit(Self.full)
      }
      var store = try scratch.open()
      let sent = Self.full.tallies[0]
      let tally = try store.load(sources: [Sample.source])
      #expect(tally.lines == sent.lines)
      #expect(tally.spans == [sent.span])
      #expect(
        tally.uses
          == (0..<2).map { row in
            let use = sent.uses[row]
            return .init(
              key: use.key, count: use.count, first: use.first, last: use.last,
              slots: row == 1 ? sent.slots[0].slots : SlotBitmap())
          })
      #expect(
        tally.timeline == [
          .init(identity: "dedicated", start: Sample.hour * 3600 + 7 * 60, count: 7)
        ])
      #expect(tally.rejected == sent.rejected)
      #expect(tally.exposures == sent.exposures)
      #expect(tally.unknownValues == [[1, 2, 3]])
      #expect(tally.addresses == [[4]])
      let positions = try store.positions()
      #expect(positions == Self.full.positions)
      let holes = try store.holes(of: [Sample.source])
      #expect(holes.flatMap(\.holes) == Self.full.holes.map(\.hole))
      let transitions = try store.lastTransitions()
      #expect(transitions == [Sample.transition])
    }
  }

  @Test func `a reader beside the writer sees all of it`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      let reader = try StateReader(at: scratch.state, name: "production")
      let version = try reader.dataVersion()
      try store.commit(Self.full)
      #expect(try reader.dataVersion() != version)
      let state = try reader.load()
      #expect(state.sources == [Sample.source])
      #expect(state.tally.uses.map(\.count) == [5, 2])
      #expect(state.streams.map(\.position) == Self.full.positions)
      #expect(state.streams.map(\.lines) == [Self.full.tallies[0].lines, LineCounts()])
      #expect(state.states == Self.full.states)
      #expect(state.mode == .degraded)
      #expect(state.reason == "a source fails")
      #expect(state.transitions == [Sample.transition])
      #expect(reader.writer == getpid())
    }
  }

  @Test func `a second commit adds counts, widens times and unites slots`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Self.full)
      var later = Self.full
      let next = Timestamp(milliseconds: Sample.now.milliseconds + 600_000)
      var slots = SlotBitmap()
      slots.insert(next)
      later.tallies[0].slots[0].slots = slots
      later.tallies[0].uses[1].last += 90_000
      later.tallies[0].rejected = [Sample.rejected(1)]
      try store.commit(later)
      let tally = try store.load(sources: [Sample.source])
      #expect(tally.uses.map(\.count) == [10, 4])
      #expect(tally.uses[1].last == later.tallies[0].uses[1].last)
      #expect(tally.uses[1].slots.slots.count == 2)
      #expect(tally.rejected.map(\.count) == [4])
      #expect(tally.rejected.map(\.reasons) == [[0, 0, 4, 0, 0, 0, 0, 0]])
      #expect(tally.exposures.map(\.count) == [4])
      #expect(tally.lines.blank == 8)
      #expect(tally.timeline.map(\.count) == [14])
      let positions = try store.positions()
      #expect(positions.count == 2)
    }
  }

  @Test func `sources are told apart, and one can be forgotten`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      var commit = Self.full
      commit.sources = ["other", Sample.source]
      commit.tallies = [Sample.tally([Sample.use(count: 1)]), Self.full.tallies[0]]
      commit.tallies[1].source = 1
      try store.commit(commit)
      let journal = try Journal(at: scratch.state, name: "production", now: Sample.now)
      try journal.wishForgotten(source: Sample.source)
      #expect(try store.forgetRequests() == [Sample.source])
      try store.forget(source: Sample.source)
      #expect(try store.forgetRequests() == [])
      let gone = try store.load(sources: [Sample.source])
      #expect(gone.uses.isEmpty && gone.rejected.isEmpty && gone.lines == LineCounts())
      #expect(try store.positions() == [])
      let kept = try store.load(sources: ["other"])
      #expect(kept.uses.map(\.count) == [1])
      #expect(kept.timeline.map(\.count) == [1])
    }
  }
}
