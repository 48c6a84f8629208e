import KeywatchStore
import Testing

@testable import KeywatchCore
@testable import keywatch

struct OnlookerTests {
  /// Ten days after the last line.
  private static let later = Timestamp(seconds: 1_796_000_000)

  private static func onlooker(_ path: String) throws -> Onlooker {
    try Onlooker.begin(path, .builtIn(), Clock(now: { later }), Seam {})
  }

  @Test func `after the collector has ended ages are counted from the last event, as in a report`()
    throws
  {
    let directory = TemporaryDirectory()
    let path = try SavedState.save(in: directory, as: "/app.log")
    var onlooker = try Self.onlooker(path)
    let picture = try onlooker.picture()
    #expect(picture.liveness.mode == .ended)
    #expect(picture.liveness.reason == "the collector has ended")
    #expect(picture.liveness.now == Timestamp(rfc3339: "2026-11-18T11:59:30Z"))
    let kept = try History(at: path, .builtIn()).snapshot(
      of: [], ReadingOptions.parse([]), now: Self.later)
    #expect(picture.snapshot.migrations.first?.verdict == kept.migrations.first?.verdict)
    #expect(picture.snapshot.migrations.first?.verdict != .silent)
  }

  @Test func `while a collector runs silence counts up to now`() throws {
    let directory = TemporaryDirectory()
    let path = try SavedState.save(in: directory, as: "/app.log")
    let configuration = try Configuration.builtIn()
    let store = try Store.open(
      at: path, name: configuration.name, retention: configuration.retention, now: SavedState.now)
    var onlooker = try Self.onlooker(path)
    let picture = try onlooker.picture()
    #expect(picture.liveness.mode != .ended)
    #expect(picture.liveness.now == Self.later)
    #expect(picture.snapshot.migrations.first?.verdict == .silent)
    _ = consume store
  }

  @Test func `a state in which nothing was counted is as old as now`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/keywatch.db"
    let configuration = try Configuration.builtIn()
    _ = try Store.open(
      at: path, name: configuration.name, retention: configuration.retention, now: SavedState.now)
    var onlooker = try Self.onlooker(path)
    #expect(try onlooker.picture().liveness.now == Self.later)
  }
}
