import Foundation
import KeywatchReport
import KeywatchStore
import Testing

@testable import KeywatchCore
@testable import keywatch

struct HistoryTests {
  private static func options(_ arguments: String...) throws -> ReadingOptions {
    try ReadingOptions.parse(arguments)
  }

  @Test func `a state says the same as the log it was made from`() throws {
    let directory = TemporaryDirectory()
    directory.write("app.log", SavedState.log)
    let source = directory.path + "/app.log"
    let path = try SavedState.save(in: directory, as: source)
    let configuration = try Configuration.builtIn()
    let kept = try History(at: path, configuration).snapshot(
      of: [], Self.options(), now: SavedState.now)
    var read = try Self.options().read([source], configuration, now: SavedState.now)
    // Lines themselves are not kept.
    read.undecodedExamples = []
    #expect(Report(kept).json() == Report(read).json())
    #expect(Report(kept).text(width: 100).contains("180 requests in 182 lines"))
  }

  @Test(arguments: [
    ("2026-11-18T10:00:00Z", "2026-11-18T11:00:00Z", 60),
    ("2026-11-18T10:10:00Z", "2026-11-18T10:20:00Z", 10), ("2026-11-18", "2026-11-19", 180),
    ("2026-11-19", "2026-11-20", 0),
  ])
  func `in a window the classes of lines still add up`(
    since: String, until: String, requests: Int
  ) throws {
    let directory = TemporaryDirectory()
    let path = try SavedState.save(in: directory, as: "/app.log")
    let snapshot = try History(at: path, .builtIn()).snapshot(
      of: [], Self.options("--since", since, "--until", until), now: SavedState.now)
    #expect(snapshot.requests == requests)
    #expect(snapshot.lines.decoded == requests)
    #expect(snapshot.lines.outside == 180 - requests)
    #expect(snapshot.lines.read == 182)
  }

  @Test func `only what was named is told, and what the state does not know is missing`() throws {
    let directory = TemporaryDirectory()
    let path = try SavedState.save(in: directory, as: "/app.log")
    let history = try History(at: path, .builtIn())
    #expect(
      try history.snapshot(of: ["/app.log"], Self.options(), now: SavedState.now).requests == 180)
    let failure = #expect(throws: Failure.self) {
      try history.snapshot(of: ["/other.log"], Self.options(), now: SavedState.now)
    }
    #expect(failure?.status == 66)
  }

  @Test func `notes, waivers and transitions come with it, within the window`() throws {
    let directory = TemporaryDirectory()
    let path = try SavedState.save(in: directory, as: "/app.log")
    let journal = try Journal(at: path, name: "production", now: SavedState.now)
    let early = Timestamp(rfc3339: "2026-11-17T00:00:00Z") ?? SavedState.now
    for at in [early, SavedState.now] {
      try journal.add(Note(at: at, by: "root", text: "x", recorded: SavedState.now))
    }
    try journal.add(
      Waiver(caller: "steve-glen.com", place: "192.0.2.1", why: "x", by: "root", at: early))
    let history = try History(at: path, .builtIn())
    let all = try history.snapshot(of: [], Self.options(), now: SavedState.now)
    #expect(all.notes.count == 2)
    #expect(all.waivers.count == 1)
    let day = try history.snapshot(
      of: [], Self.options("--until", "2026-11-18"), now: SavedState.now)
    #expect(day.notes.map(\.at) == [early])
  }

  @Test func `without a collector nothing after the newest line is silence`() throws {
    let directory = TemporaryDirectory()
    let path = try SavedState.save(in: directory, as: "/app.log")
    let configuration = try Configuration.builtIn()
    let later = Timestamp(seconds: 1_796_000_000)
    let verdict = { () throws -> Verdict? in
      try History(at: path, configuration).snapshot(of: [], Self.options(), now: later)
        .migrations.first?.verdict
    }
    #expect(try verdict() != .silent)
    let store = try Store.open(
      at: path, name: configuration.name, retention: configuration.retention, now: SavedState.now)
    #expect(try verdict() == .silent)
    _ = consume store
  }
}
