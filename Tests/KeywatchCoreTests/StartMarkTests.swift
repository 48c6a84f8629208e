@testable import KeywatchCore
import Testing

/// When servers say that they start.
struct StartMarkTests {
  private static let config =
    #"{"ts":"2026-11-22T09:41:28Z","event":"config","policy":"both","keys":[{"key":"shared"}]}"#

  @Test(
    arguments: [
      "Starting gunicorn 27.0.1", "Booting worker with pid: 15178",
      "Started server process [16651]",
      "Uvicorn running on http://127.0.0.1:18091 (Press CTRL+C to quit)",
      " * Serving Flask app 'x'",
      " * Running on http://127.0.0.1:18090", "Server started and listening on 127.0.0.1:8080",
    ] as [StaticString])
  func `a server's first words are a mark`(line: StaticString) {
    #expect(StartMark.begins(Bytes(base: line.utf8Start, count: line.utf8CodeUnitCount)))
  }

  @Test func `other words are none`() {
    let line: StaticString = "Handling signal: Starting gunicorn 27.0.1"
    #expect(!StartMark.begins(Bytes(base: line.utf8Start, count: line.utf8CodeUnitCount)))
  }

  @Test func `a mark has the line's time and is no request`() {
    let snapshot = Samples.count(
      Self.config, "web 2026-11-22T10:00:00Z Booting worker with pid: 7",
      "web 2026-11-22T10:00:01Z Booting worker with pid: 8", "Starting gunicorn 27.0.1")
    let wanted = [1_795_340_488, 1_795_341_600].map { Timestamp(seconds: $0) }
    #expect(snapshot.marks == wanted)
    #expect(snapshot.undecoded == ["not_a_request 4"])
  }

  @Test func `the order of marks does not matter`() {
    var random = SeededRandom(seed: 3)
    let times = (0..<3000).map { _ in Int64.random(in: 0..<1_000_000_000, using: &random) }
    var forth = StartMarks()
    var back = StartMarks()
    var halves = (StartMarks(), StartMarks())
    for time in times { forth.add(time) }
    for time in times.reversed() { back.add(time) }
    for time in times.prefix(1400) { halves.0.add(time) }
    for time in times.dropFirst(1400) { halves.1.add(time) }
    halves.1.merge(halves.0)
    #expect(forth == back && forth == halves.1)
    #expect(forth.starts.count > 900 && forth.starts.count <= 1024)
  }
}
