import KeywatchCore
import Testing

/// Text lines that are counted by what is remembered of others give what they give when each is read.
struct KnownTextTests {
  private static let logfmt =
    #"ts=2026-11-22T13:09:18.000Z level=info method=POST path=/api/db/rows/17 status=200 source=198.51.100.7 user_agent="agent 2/1" request_id=r1-aa duration_ms=3.1 bytes=120 auth_key=shared"#
  private static let access =
    #"198.51.100.7 - - [22/Nov/2026:13:09:18 +0000] "POST /api/db/rows/17 HTTP/1.1" 200 512 "-" "agent 2/1" key=shared"#

  /// Everything that is counted, where each line is read and where lines are remembered.
  private static func counts(_ lines: [String], chunk: Int, isEachRead: Bool) -> [String] {
    let text = lines.map { $0 + "\n" }.joined().utf8
    let snapshot = Samples.count(text, chunk: chunk, logLines: isEachRead ? 1 << 30 : 0)
    return snapshot.essence
      + ["merged \(snapshot.lines.merged)", "suspect \(snapshot.lines.suspect)"]
  }

  private static func check(_ lines: [String], _ comment: Comment) {
    let wanted = counts(lines, chunk: 1 << 18, isEachRead: true)
    for chunk in [1 << 18, 4096, 333] {
      #expect(counts(lines, chunk: chunk, isEachRead: false) == wanted, comment)
    }
  }

  @Test(
    arguments: [logfmt, access],
    [
      ("200", "401"), ("200", "2000"), ("200", "-"), ("/17", "/18"), ("/17", "/1a"),
      ("/17", "/17/"),
      ("/17", "/"), ("/17", "/17?api_key=FAKE-a"), ("/17", "/17 x"), ("/17", "/1\t7"),
      (":18", ":19"), (":18", ":61"), (":18", ":1x"), (":18", ""), ("shared", "dedicated"),
      ("shared", "shared "), ("shared", "shared\t"), ("shared", "shared x"),
      ("shared", "shared key=dedicated"), ("shared", "shared\u{1}"), ("shared", #"sh\ared"#),
      ("agent 2/1", "agent"), ("agent 2/1", #"a" "b"#), ("agent 2/1", #"a"b"#), ("POST", "GET"),
      ("POST", ""), ("198.51.100.7", "198.51.100.8"), ("198.51.100.7", "x"), (" 512", " 513"),
      (" 512", " -"), (" 512", ""), (" 512", " 5\"2"), ("r1-aa", "r2"), ("r1-aa", "r\"2"),
      ("r1-aa", "\"r2\""), ("r1-aa", "'r2'"), ("r1-aa", "r\u{1b}[0m"), ("r1-aa", "\"r2"),
      ("3.1", "null"), ("3.1", ""), ("3.1", "3 status=401"), ("bytes=120", "bytes=7"),
      ("bytes=120", "bytes"), ("bytes=120", "bytez=7"), ("bytes=120", "bytes='7'"),
      ("level=info ", ""), ("level=info", "level=warn"), (" ", "  "), ("auth_key", "auth_kez"),
    ])
  func `a line that differs in one thing counts as what it is`(
    line: String, change: (from: String, to: String)
  ) {
    let changed = line.split(separator: change.from, omittingEmptySubsequences: false)
      .joined(separator: change.to)
    let lines =
      Array(repeating: line, count: 300) + [changed, line, changed, changed, line, line]
    Self.check(lines, "\(change)")
  }

  @Test func `lines of another program find the line before them`() {
    let other =
      #"{"ts":"2026-11-22T13:09:18.100Z","event":"auth_failed","path":"/api/db/rows/17","ip":"198.51.100.7","key":"shared"}"#
    for line in [Self.logfmt, Self.access] {
      let known = Array(repeating: line, count: 300)
      Self.check(known + [other, line, line, other] + known + [other], "\(line)")
    }
  }

  @Test func `random changes of lines give what they give alone`() {
    var random = SeededRandom(seed: 5)
    let bytes = Array("0123456789abcz/ \"'=\\[]-.:?%\t\u{1}".utf8)
    for line in [Self.logfmt, Self.access] {
      for round in 0..<12 {
        var lines = Array(repeating: line, count: 300)
        for _ in 0..<60 {
          var changed = Array(line.utf8)
          for _ in 0..<Int.random(in: 0...2, using: &random) {
            let at = Int.random(in: 0..<changed.count, using: &random)
            let byte = bytes.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<4, using: &random) {
            case 0: changed.remove(at: at)
            case 1: changed.insert(byte, at: at)
            default: changed[at] = byte
            }
          }
          lines.append(String(decoding: changed, as: UTF8.self))
        }
        Self.check(lines, "round \(round)")
      }
    }
  }
}
