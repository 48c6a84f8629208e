import KeywatchCore
import Testing

/// Lines in what platforms, agents and loggers put around them.
struct WrapperTests {
  /// A request that does not say when it was made.
  static let inner = #"{"status":401,"method":"GET","path":"/a"}"#

  /// What stands before a line, and the time it states: milliseconds after 13:00:00.
  static let wrappers: [(String, Int64?)] = [
    ("web 2026-11-22T13:00:19.474879123Z ", 19_474), ("[web] [2026-11-22 13:00:19] ", 19_000),
    ("web-1     | ", nil), ("web-1  | 2026-11-22T13:00:19.474879123Z ", 19_474),
    ("13:00:19 web.1   | ", nil), ("\u{1b}[2K\u{1b}[36mweb-1  |\u{1b}[0m ", nil),
    ("2026-11-22T13:00:19.474879123Z stdout F ", 19_474),
    ("2026-11-22T14:00:19.5+01:00 stderr F:tag ", 19_500),
    ("[pod/web-0/web] 2026-11-22T13:00:19.5Z ", 19_500), ("web-7d4b9c6f5d-x2x7z web ", nil),
    ("<190>Nov 22 13:00:19 vm nginx: ", nil), ("<190>Nov 22 13:00:19 nginx: ", nil),
    ("Nov  2 13:00:19 api-1 gunicorn[4711]: @cee: ", nil),
    ("<134>1 2026-11-22T13:00:19.5+00:00 - haproxy 7536 - - ", 19_500),
    (
      #"<165>1 2026-11-22T13:00:19.003Z host app - ID47 [ex@32473 key="say \"]\"" b= "c"][d]  "#,
      19_003
    ),
    ("267 <158>1 2026-11-22T13:00:19+00:00 host app web.1 - ", 19_000),
    ("<158>1 - host app web.1 - ", nil),
    ("2026-11-22T13:00:19.474879+00:00 app[web.1]: ", 19_474),
    (
      "5034\t2026-11-22 05:00:19 -0800\t2026-11-22 05:00:20 -0800\t42\thost\t192.0.2.1\tUser\tInfo\tapp\t",
      19_000
    ),
    ("Nov 22 13:00:19 [host] F [2026-11-22 13:00:19 +0000] [963] [INFO] ", 19_000),
    ("2026-11-22T13:00:19.474Z ", 19_474),
    ("2026-11-22T13:00:19.474879+00:00 ecs/web/0f1e2d3c ", 19_474),
    ("2026-11-22T13:00:19+00:00\tweb.access\t", 19_000),
    ("2026-11-22T13:00:19.125Z\twarn\tauth/auth.go:40\tinvalid {key}\t", 19_125),
    ("INFO:     ", nil), ("WARNING:tracking.auth:", nil), ("data: ", nil), ("\u{feff}", nil),
    ("2026-11-22 13:00:19,350 - tracking.auth - INFO - ", 19_350),
    ("2026-11-22 13:00:19,350 - INFO - auth - ", 19_350),
    ("[2026-11-22 13:00:19 +0000] [4711] [INFO] ", 19_000),
    ("[2026-11-22 13:00:19,350] INFO in app: ", 19_350),
    ("2026-11-22 13:00:19.350 [main] INFO  org.example.Auth - ", 19_350),
    ("2026-11-22 13:00:19.350  INFO 4711 --- [main] o.e.Auth : ", 19_350),
    ("I, [2026-11-22T13:00:19.662959 #29827]  INFO -- : [4eebb5e2-2f13] ", 19_662),
    ("Sun 2026-11-22 13:00:19 UTC api-1 tracking-api.service[4711]: ", 19_000),
    ("2026-11-22T13:00:19+0000 api-1 gunicorn[4711]: ", 19_000),
    ("web 2026-11-22T13:00:19Z [2026-11-22 15:00:00 +0000] [1] [INFO] ", 19_000),
    ("[web] [2026-11-22 13:00:19] 2026-11-22T13:00:18.000Z ", 18_000),
  ]

  @Test(arguments: wrappers)
  func `a wrapper is taken off and its time kept`(wrapper: String, wanted: Int64?) {
    let snapshot = Samples.count(wrapper + Self.inner)
    #expect(snapshot.rejected == 1 && snapshot.lines.read == 1)
    #expect(snapshot.last.map { $0.milliseconds - 1_795_352_400_000 } == wanted)
  }

  @Test(arguments: [
    (
      #"web 2026-11-22T13:00:19Z {"time":"2026-11-22 15:00:00,125","status":401,"method":"GET","path":"/a"}"#,
      19_000
    ),
    (
      #"web 2026-11-22T13:00:19Z {"time":"2026-11-22T13:00:18Z","status":401,"method":"GET","path":"/a"}"#,
      18_000
    ),
    (
      #"[web] [2026-11-22 13:00:19] {"time":"2026-11-22 13:00:17","status":401,"method":"GET","path":"/a"}"#,
      17_000
    ),
  ])
  func `a time without a zone yields to a wrapper's with one, the first time and later`(
    line: String, wanted: Int64
  ) {
    let snapshot = Samples.count(String(repeating: line + "\n", count: 5).utf8)
    #expect(snapshot.rejected == 5)
    for time in [snapshot.first, snapshot.last] {
      #expect(time.map { $0.milliseconds - 1_795_352_400_000 } == wanted)
    }
  }

  @Test func `a time without a year is of the year nearest to the arrival`() {
    for (arrival, wanted) in [(1_799_000_000, 2026), (1_798_000_000, 2026), (1_830_000_000, 2027)] {
      var monitor = Monitor(configuration: Samples.configuration, unknownHash: UnknownKeyHash())
      monitor.arrival = Timestamp(seconds: Int64(arrival))
      Samples.feed(Array("Dec 31 23:59:59 h t: \(Self.inner)\n".utf8), to: &monitor, chunk: 99)
      let last = monitor.snapshot(now: Timestamp(seconds: 0), coverage: [], top: 1).last
      #expect(last?.rfc3339 == "\(wanted)-12-31T23:59:59Z")
    }
  }

  @Test(arguments: [
    "INFO agent: ", "2026-11-22 13:00:19 INFO rejected - ", "web says ", "Invalid agent: ",
    "2026-11-22T13:00:19Z Invalid agent: ", "steve-agent-probe asked ", "user-agent-12345 asked ",
    "2026-11-22 13:00:19 - ",
    "[note] [yesterday] ",
  ])
  func `words of an application are no wrapper`(words: String) {
    let snapshot = Samples.count(words + Self.inner)
    #expect(snapshot.requests == 0 && snapshot.lines.suspect == 1)
  }

  @Test func `an object with words behind it is suspect where an application logs`() {
    let snapshot = Samples.count("INFO:     \(Self.inner) asked for /a")
    #expect(snapshot.requests == 0 && snapshot.lines.suspect == 1)
  }

  @Test func `messages of syslog follow one another without a newline`() {
    let message = "<134>1 2026-11-22T13:00:19Z h a 1 - - \(Self.inner)"
    let frame = "\(message.utf8.count) \(message)"
    #expect(Samples.count(frame + frame + frame).rejected == 3)
    let coloured = message.replacing("- {", with: "- \u{1b}[31m{")
    let odd = "\(coloured.utf8.count) \(coloured)"
    #expect(Samples.count(odd + odd + frame).rejected == 3)
    #expect(Samples.count(frame + frame.dropLast(3)).undecoded == ["malformed 1"])
  }

  @Test func `control characters that syslog wrote as numbers are taken out`() {
    let line = ##"Nov 22 13:00:19 h t: #033[31m{"status":401,"method":"GET","path":"/a"}#033[0m"##
    #expect(Samples.count(line).rejected == 1)
  }

  @Test func `an escape sequence does not take a field's quotes with it`() {
    let rest = "{\"status\":401,\"method\":\"GET\",\"path\":\"/a\"}\u{07}"
    #expect(Samples.count("web-1 | \u{1b}[0m" + rest).rejected == 1)
    #expect(Samples.count("web-1 | \u{1b}]0;" + rest).lines.blank == 0)
  }

  @Test func `headings of tail are no requests`() {
    #expect(Samples.count("==> /var/log/a.log <==").undecoded == ["not_a_request 1"])
  }

  @Test func `wrappers without end are no crash`() {
    let snapshot = Samples.count(String(repeating: "INFO: ", count: 100_000) + Self.inner)
    #expect(snapshot.lines.read == 1)
  }

  @Test func `cut and spliced wrappers count the same in any chunks`() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<300 {
      var text: [UInt8] = []
      for _ in 0..<4 {
        let a = Array((Self.wrappers.randomElement(using: &random)?.0 ?? "").utf8)
        let b = Array(((Self.wrappers.randomElement(using: &random)?.0 ?? "") + Self.inner).utf8)
        text += a.prefix(Int.random(in: 0...a.count, using: &random))
        text += b.suffix(Int.random(in: 0...b.count, using: &random)) + [0x0a]
      }
      let chunk = Int.random(in: 1...64, using: &random)
      #expect(Samples.count(text, chunk: chunk).essence == Samples.count(text).essence)
    }
  }
}
