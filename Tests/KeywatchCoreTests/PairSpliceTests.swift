import KeywatchCore
import Testing

/// Lines of pairs and sentences, cut and put together at random.
struct PairSpliceTests {
  private static let lines = [
    #"time=2026-11-22T13:09:18Z level=INFO method=POST path=/api/db/x ua="a \"b\" \xff" status=200 key=shared"#,
    #"timestamp='2026-11-22T13:00:39Z' method='POST' path='/api/db/x' status=401 key_id=None ua='it\'s'"#,
    "time:[22/Nov/2026:12:55:20 +0000]\thost:198.51.100.7\treq:POST /api/db/x HTTP/1.1\tstatus:200",
    "2026-11-22T13:00:46Z [info     ] auth_success     key_id=shared path=/api/db/x status=200",
    "2026-11-22T13:14:39+0000 info App: hb.request.method=POST hb.request.path=/x a=b [App] done",
    #"Invalid API key "x" from 203.0.113.9 on POST /api/db/x, status=401 from 203.0.113.9"#,
    "API key authenticated: webhook from [2001:db8::1]:443 for /api/db/x", "=", "'", "a=\"",
  ].map { Array($0.utf8) }

  @Test func `whatever is spliced is counted once, and nothing crashes`() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<300 {
      var text: [UInt8] = []
      for _ in 0..<10 {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let line = Self.lines.randomElement(using: &random) ?? []
          let from = Int.random(in: 0..<line.count, using: &random)
          text += line[from...Int.random(in: from..<line.count, using: &random)]
        }
        text.append(0x0a)
      }
      let snapshot = Samples.count(text)
      let lines = snapshot.lines
      #expect(lines.read == 10 && snapshot.requests == lines.decoded)
      #expect(Samples.count(text, chunk: 17).essence == snapshot.essence)
    }
  }
}
