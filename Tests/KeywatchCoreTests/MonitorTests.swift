import KeywatchCore
import Testing

/// Lines as they come: cut anywhere, torn, forged, doubled.
struct MonitorTests {
  /// A log with one of everything.
  static let mixed: String = [
    Samples.line(), Samples.line("shared", path: "/api/db/q", client: nil),
    "plain words that are no request", "", "   ", Samples.line(status: 403, path: "/api/db/x"),
    #"{"ts":"2026-11-22T09:41:28Z","event":"config","policy":"both","keys":[{"key":"shared"}]}"#,
    #"{"ts":"2026-11-22T09:41:27.123Z","level":"in"# + Samples.line(),
    Samples.line("unknown", status: 401, fingerprint: "00000000000000aa", reason: "unknown"),
    Samples.line() + Samples.line("none", status: 401, reason: "missing"),
    "[" + Samples.line() + "," + Samples.line() + "]",
    "\0\0\0\0" + Samples.line(), #"{"broken":"#, #"{"a":"é\n\u00fc \ud83d\ude00","b":[1,{"c":2}]}"#,
    Samples.line() + " tail", "web 2026-11-22T13:00:19.474Z " + Samples.line(),
    #"{"method":"GET","path":"/api/db/x","status":200,"status":201}"#,
    #"{"method":"GET","path":"/api/db/x","status":200,"status":200,"key":"none"}"#,
  ].joined(separator: "\n")

  @Test func `every record is counted once with its reason`() {
    let snapshot = Samples.count((Self.mixed + "\n").utf8)
    #expect(
      snapshot.undecoded == ["not_a_request 3", "malformed 2", "nul_hole 1", "ambiguous 1"])
    #expect(snapshot.lines.blank == 2)
    #expect(
      snapshot.identities == ["dedicated 8+1", "shared 1+0", "unknown 0+1", "none 1+1"])
    #expect(snapshot.lines.read == snapshot.lines.decoded + snapshot.lines.undecoded + 2)
  }

  @Test(arguments: ["\n", "\r\n"])
  func `cutting the input at any byte changes nothing`(newline: String) {
    let text = Array(
      Self.mixed.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: newline).utf8)
    let whole = Samples.count(text).essence
    for cut in stride(from: 1, to: text.count, by: 7) {
      #expect(Samples.count(text, chunk: cut).essence == whole, "chunks of \(cut)")
    }
  }

  @Test func `two ranges, wherever they meet, merge to the whole`() {
    let text = Array((Self.mixed + "\n").utf8)
    let whole = Samples.count(text).essence
    let ends = text.indices.filter { text[$0] == 0x0a }
    for end in ends.dropLast() {
      let hash = UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32))
      var first = Monitor(configuration: Samples.configuration, unknownHash: hash)
      var second = Monitor(configuration: Samples.configuration, unknownHash: hash)
      Samples.feed(Array(text[...end]), to: &first, chunk: 4096)
      Samples.feed(Array(text[(end + 1)...]), to: &second, chunk: 4096)
      var total = second.finish()
      var other = first.finish()
      total.merge(&other)
      let merged = total.snapshot(now: Timestamp(seconds: 1_800_000_000))
      #expect(merged.essence == whole, "cut at \(end)")
    }
  }

  @Test func `what a line counts as does not depend on the lines before it`() {
    // Bytes are changed at random: whatever the learnt shapes make of such a line, the exact walk must agree.
    var random = SeededRandom(seed: 7)
    let good = Array((Samples.line() + "\n").utf8)
    let other = Array((Samples.line("shared", path: "/api/db/rows/17", client: nil) + "\n").utf8)
    // Earlier ones, so that none is about the same request.
    let time = "2026-11-22T08:00:00.000Z"
    let before = [
      Samples.line(time: time),
      Samples.line("shared", path: "/api/db/rows/17", time: time, client: nil),
    ].joined(separator: "\n")
    let learnt = Array("\(before)\n\(before)\n".utf8)
    let alphabet = Array(#"{}[]":,\0123456789abcnulltrue .-"#.utf8) + [0, 9, 13, 0x80, 0xff]
    for _ in 0..<400 {
      var odd = Bool.random(using: &random) ? good : other
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 0..<odd.count - 1, using: &random)
        odd[at] = alphabet.randomElement(using: &random) ?? 0
      }
      let alone = Samples.count(odd)
      let after = Samples.count(learnt + odd)
      #expect(
        after.requests - 4 == alone.requests && after.lines.undecoded == alone.lines.undecoded,
        "\(String(decoding: odd, as: UTF8.self).debugDescription)")
      #expect(after.rejected == alone.rejected)
    }
  }

  @Test func `a shape that was learnt reads any values, and no other line`() {
    var lines: [String] = []
    for i in 0..<50 {
      lines.append(
        Samples.line(
          i % 2 == 0 ? "dedicated" : "shared", path: "/api/tracking-ingest/\(i)",
          fingerprint: i % 3 == 0 ? nil : Samples.dedicated,
          time: "2026-11-22T09:4\(i % 10):\(10 + i).000Z", source: "198.51.100.\(i)"))
      lines.append(lines[lines.count - 1].replacingPlain(",\"proto\"", with: "\"proto\""))
    }
    let snapshot = Samples.count((lines.joined(separator: "\n") + "\n").utf8)
    #expect(snapshot.requests == 50)
    #expect(snapshot.undecoded == ["malformed 50"])
  }

  @Test func `a number at the end of a path is an id, and nothing else is`() {
    let paths = ["/rows/1", "/rows/22", "/rows/", "/rows", "/rows/x1", "/rows/3?a=4", "/5", "/"]
    let lines = paths.map { Samples.line("shared", path: "/api/db" + $0) + "\n" }
    let snapshot = Samples.count((lines + lines).joined().utf8)
    let routes = snapshot.uses.map { "\($0.place.route) \($0.count)" }.sorted()
    #expect(routes == ["/ 2", "/rows 2", "/rows/ 2", "/rows/x1 2", "/rows/{id} 6", "/{id} 2"])
  }

  @Test func `lines of the length limit are read, longer ones are counted and dropped`() {
    let line = Samples.line()
    let room = LineBuffer.lineLimit - 1 - line.utf8.count - #","pad":"""#.utf8.count
    func padded(_ count: Int) -> String {
      String(line.dropLast()) + #","pad":""# + String(repeating: "x", count: count) + "\"}\n"
    }
    let text = line + "\n" + padded(room) + padded(room + 1) + line + "\n"
    for chunk in [LineBuffer.chunkSize, 100_000, 4096] {
      let snapshot = Samples.count(text.utf8, chunk: chunk)
      #expect(snapshot.requests == 3)
      #expect(snapshot.undecoded == ["oversize 1"])
    }
  }

  @Test func `an unterminated last line counts if it is complete`() {
    #expect(Samples.count(Samples.line().utf8).identities == ["dedicated 1+0"])
    let torn = Samples.count((Samples.line() + "\n" + Samples.line().dropLast(9)).utf8)
    #expect(torn.requests == 1)
    #expect(torn.undecoded == ["unterminated 1"])
  }

  @Test func `requests outside the window are only counted as such`() {
    var monitor = Monitor(
      configuration: Samples.configuration, unknownHash: UnknownKeyHash(),
      since: Timestamp(seconds: 1_795_340_000), until: Timestamp(seconds: 1_795_350_000))
    let lines = ["08:00", "09:59", "12:00", "12:30", "14:00"].map {
      Samples.line(time: "2026-11-22T\($0):00.000Z") + "\n"
    }
    Samples.feed(Array(lines.joined().utf8), to: &monitor, chunk: 4096)
    let tally = monitor.finish()
    #expect(tally.lines.decoded == 2)
    #expect(tally.lines.outside == 3)
  }

  @Test func `the time line has every request in its minute`() {
    let times = ["09:41:27.123", "09:41:59.999", "09:42:00.000", "08:00:00.000", "09:42:30.000"]
    let snapshot = Samples.count(
      times.map { Samples.line(time: "2026-11-22T\($0)Z") + "\n" }.joined().utf8)
    let from = Timestamp(seconds: 1_795_334_400)  // 08:00
    let series = snapshot.timeline.series(
      KeyIdentity(key: 0), from: from, to: Timestamp(seconds: 1_795_334_400 + 103 * 60),
      buckets: 103)
    #expect(
      series.enumerated().filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" } == [
        "0 1", "101 2", "102 2",
      ])
  }

  @Test func `an undecoded example holds no key`() {
    let snapshot = Samples.count("the key is \(Samples.sharedKey), take care")
    let text = snapshot.undecodedExamples.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(text == ["the key is ‹shared›, take care"])
  }
}

extension String {
  fileprivate func replacingPlain(_ word: String, with other: String) -> String {
    guard let range = firstRange(of: word) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
