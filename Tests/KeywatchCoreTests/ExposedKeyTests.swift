import Testing

@testable import KeywatchCore

/// Keys that stand in a log as they are: masked, counted, and nothing of them kept.
struct ExposedKeyTests {
  private static let query = "/api/db/x?api_key=" + Samples.sharedKey

  /// Lines of all kinds with the key in them, and the same lines with a word in its place.
  private static func lines(_ key: String) -> [String] {
    [
      Samples.line("shared", path: "/api/db/x?api_key=" + key),
      Samples.line("shared", path: "/api/db/" + key), Samples.line("none", client: key),
      "the key is \(key), take care", #"{"ts":"2026-11-22T09:00:00Z","msg":"got \#(key)"}"#,
      #"{"broken":"\#(key)"#, #"{"\#(key)":1}"#, "[\(Samples.line(path: key)),\(Samples.line())]",
      #"GET /x?key=\#(key.replacing("-", with: "%2D")) HTTP/1.1"#,
      "web " + Samples.line("shared", source: key) + " " + key,
      #"{"method":"GET","path":"\/api\/db\/x","status":200,"headers":{"referer":"\#(key)"}}"#,
    ]
  }

  private func count(_ lines: [String], chunk: Int = LineBuffer.chunkSize) -> Snapshot {
    Samples.count(
      lines.map { $0 + "\n" }.joined().utf8, chunk: chunk, keys: Samples.values, logLines: 100)
  }

  private func exposures(_ snapshot: Snapshot) -> [String] {
    snapshot.exposures.map { "\($0.identity.code - 3) \($0.count)" }
  }

  @Test func `every line with a key in it is an exposure, and counts as it would without`() {
    let lines = Self.lines(Samples.sharedKey)
    let exposed = count(lines)
    #expect(exposures(exposed) == ["1 \(lines.count)"])
    let plain = count(Self.lines("word"))
    #expect(exposed.identities == plain.identities)
    #expect(exposed.undecoded == plain.undecoded)
    #expect(exposed.lines.decoded == plain.lines.decoded)
  }

  @Test func `nothing of a key is in what is kept`() {
    let good = [Samples.line(), Samples.line("shared", path: "/api/db/x?a=1")]
    let lines = good + Self.lines(Samples.sharedKey) + good + Self.lines(Samples.dedicatedKey)
    var text = ""
    dump(count(lines), to: &text)
    for key in [Samples.sharedKey, Samples.dedicatedKey] {
      for start in 0...key.count - 17 {
        let part = key.dropFirst(start).prefix(17)
        if Set(part).count > 2 { #expect(!text.contains(part)) }
      }
    }
    #expect(text.contains("‹shared›"))
  }

  @Test func `cutting the input at any byte changes nothing`() {
    let lines = Self.lines(Samples.sharedKey) + [Samples.line()] + Self.lines(Samples.dedicatedKey)
    let text = Array(lines.map { $0 + "\n" }.joined().utf8)
    let whole = Samples.count(text, keys: Samples.values).essence
    for cut in stride(from: 1, to: text.count, by: 13) {
      #expect(Samples.count(text, chunk: cut, keys: Samples.values).essence == whole)
    }
  }

  @Test func `the line's time is that of the exposure`() {
    let times = ["09:00:00", "08:00:00", "10:00:00"].map { "2026-11-22T\($0).000Z" }
    let lines = [
      Samples.line(path: Self.query, time: times[0]),
      Samples.line(path: Self.query, time: times[1]),
      #"{"time":"\#(times[2])","msg":"\#(Samples.sharedKey)"}"#, "no time \(Samples.sharedKey)",
    ]
    let exposure = count(lines).exposures.first
    #expect(exposure?.count == 4)
    #expect(exposure?.first == Timestamp(rfc3339: times[1]))
    #expect(exposure?.last == Timestamp(rfc3339: times[2]))
  }

  @Test func `outside the window there is none`() {
    var monitor = Monitor(
      configuration: Samples.configuration, unknownHash: UnknownKeyHash(), keys: Samples.values,
      since: Timestamp(rfc3339: "2026-11-22T09:00:00Z"))
    let lines = ["08:59", "09:01"].map {
      Samples.line(path: Self.query, time: "2026-11-22T\($0):00.000Z") + "\n"
    }
    Samples.feed(Array(lines.joined().utf8), to: &monitor, chunk: 4096)
    let snapshot = monitor.snapshot(now: Timestamp(seconds: 1_800_000_000), coverage: [], top: 1)
    #expect(exposures(snapshot) == ["1 1"])
  }

  @Test func `in a key field a key says whose it is, with or without its value`() {
    var old = Samples.configuration
    old.keys[1].previousFingerprints = [Fingerprint(hex: Samples.oldShared)].compactMap { $0 }
    let escaped = Samples.sharedKey.replacing("-", with: #"\u002d"#)
    let lines = [
      Samples.line(Samples.sharedKey, path: "/api/db/x"), Samples.line(escaped, path: "/api/db/x"),
      #"{"method":"GET","path":"/api/db/x","status":200,"headers":{"X-API-Key":"\#(Samples.dedicatedKey)"}}"#,
      Samples.line("Bearer " + Samples.sharedKey, status: 401, reason: "unknown"),
    ]
    let text = Array(lines.map { $0 + "\n" }.joined().utf8)
    let known = Samples.count(text, configuration: old, keys: Samples.values)
    let hashed = Samples.count(text, configuration: old)
    #expect(known.identities == ["dedicated 1+0", "shared 2+0", "unknown 0+1"])
    #expect(known.identities == hashed.identities)
    #expect(exposures(known) == ["0 1", "1 3"])
    #expect(exposures(hashed) == ["0 1", "1 2"])
  }

  @Test func `elsewhere it gives no identity, and neither does what reads like a mask`() {
    let lines = [
      Samples.line("‹shared›", path: Self.query), Samples.line("‹shared›"),
      #"{"method":"GET","path":"\#(Self.query)","status":200}"#,
    ]
    #expect(count(lines).identities == ["unknown 2+0", "unlabelled 1+0"])
  }

  @Test func `a line that was remembered does not answer for one with a key`() {
    let line = Samples.line("none", client: "FAKE-client")
    let lines = [line, line, Samples.line("none", client: Samples.sharedKey), line]
    let snapshot = count(lines + lines)
    #expect(exposures(snapshot) == ["1 2"])
    #expect(snapshot.callers.map(\.caller).contains("‹shared›"))
  }
}

/// Parameters and header lines that carry keys.
struct KeyParametersTests {
  @Test(arguments: [
    ("GET /x?api_key=hunter2&a=1 HTTP/1.1", "GET /x?api_key=‹masked›&a=1 HTTP/1.1"),
    ("/x?a=1&key=hunter2", "/x?a=1&key=‹masked›"), ("key=dedicated", "key=dedicated"),
    ("X-API-Key: hunter2, Host: a", "X-API-Key: ‹masked›, Host: a"),
    (#"{\"x-api-key\": \"hunter2\"}"#, #"{\"x-api-key\": \"‹masked›\"}"#),
    (#""X-Api-Key":["hunter2"],"#, #""X-Api-Key":["‹masked›"],"#),
    (#"{"token":"hunter2","#, #"{"token":"‹masked›","#), ("monkey=1&tokens=2", "monkey=1&tokens=2"),
    ("X-Own: hunter2", "X-Own: ‹masked›"), ("token=", "token="),
    ("a?token=‹shared›", "a?token=‹shared›"),
  ])
  func `their values are masked whatever they are`(text: String, masked: String) {
    let parameters = KeyParameters(header: "X-Own")
    #expect(String(decoding: parameters.mask(Array(text.utf8)), as: UTF8.self) == masked)
  }

  @Test func `a key of which only the fingerprint is known is found in one`() {
    let path = "/api/db/x?api_key=" + Samples.sharedKey
    let lines = Array(repeating: Samples.line("dedicated", path: path) + "\n", count: 3)
    let snapshot = Samples.count(lines.joined().utf8)
    #expect(snapshot.exposures.map(\.count) == [3])
    #expect(snapshot.identities == ["dedicated 3+0"])
  }
}
