import KeywatchCore
import Testing

/// Lines that wait for what follows, and come again where a region ends before that.
struct RegionTests {
  private static let request =
    #"127.0.0.1 - - [22/Nov/2026:12:58:12 +0000] "POST /api/db/x HTTP/1.1" 200 272 "-" "-""#

  /// What is counted of lines of which each is a region of its own, or all are one.
  private func count(_ lines: [String], inOne: Bool) -> Snapshot {
    var monitor = Monitor(configuration: Samples.configuration, unknownHash: UnknownKeyHash())
    var buffer = LineBuffer()
    let texts = lines.map { $0 + "\n" }
    for text in inOne ? [texts.joined()] : texts {
      _ = buffer.fill { memory in
        memory.copyBytes(from: text.utf8)
        return text.utf8.count
      }
      buffer.hold(monitor.read(buffer.lines, isFinal: false))
      buffer.advance()
    }
    if buffer.takeHeld() { monitor.read(buffer.lines) }
    return monitor.snapshot(now: Timestamp(seconds: 1_795_400_000), coverage: [], top: 10)
  }

  @Test(arguments: [
    // A hole before a line that waits, and one within a line.
    ["\0\0\0\0words", request], [request, "\0\0" + request],
    ["web-1  | \0\0words", request], [#"{"log":"\u0000words\n","stream":"stdout"}"#, request],
    // Text around a request: what a client may have written.
    ["words", request, "words"], ["words", request, "words", "words", request],
    ["words", request, "words", request, "words", request, request],
  ])
  func `a line that comes again is counted once, and as the same`(lines: [String]) {
    let whole = count(lines, inOne: true)
    let cut = count(lines, inOne: false)
    #expect(whole.lines == cut.lines)
    #expect(whole.requests == whole.lines.decoded)
    #expect(cut.essence == whole.essence)
  }
}
