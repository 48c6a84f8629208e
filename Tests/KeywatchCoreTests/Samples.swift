import KeywatchCore

/// The configuration the tests of Core share: the built-in case, with fingerprints of two FAKE keys.
enum Samples {
  static let dedicatedKey = "FAKE-dedicated-tracking-ingest-key-00000000000000000000000000001"
  static let sharedKey = "FAKE-shared-webhook-key-0000000000000000000000000000000000000002"
  static let wrongKey = "FAKE-wrong-key-0000000000000000000000000000000000000000000000003"
  static let dedicated = "83ea2d94b652ba22"
  static let shared = "85a668621b548d4e"
  static let oldShared = "a530cbbe34f72c3d"

  /// The values of both keys.
  static var values: KeyValues { values(dedicatedKey, sharedKey) }

  static func values(_ keys: String...) -> KeyValues {
    keys.reduce(KeyValues()) { values, key in
      Array(key.utf8).withUnsafeBytes { values.adding($0) }
    }
  }

  static let apis = ["tracking-ingest", "link-tracking", "analyze", "db", "automation"]

  static var configuration: Configuration {
    Configuration(
      name: "test", test: "/api/tracking-ingest/test",
      apis: apis.map { APIGroup(name: $0, path: "/api/\($0)/*", access: "") },
      keys: [
        Key(
          name: "dedicated", environment: "TRACKING_INGEST_API_KEY", labels: ["tracking_ingest"],
          apis: [0], holder: "steve-glen.com", fingerprint: Fingerprint(hex: dedicated)),
        Key(
          name: "shared", environment: "WEBHOOK_API_KEY", labels: ["webhook"],
          apis: [0, 1, 2, 3, 4],
          fingerprint: Fingerprint(hex: shared)),
      ],
      callers: [
        Caller(
          name: "steve-glen.com",
          match: [
            .client("steve-glen.com"), .host("steve-glen.com"), .userAgent("steve-glen*"),
          ])
      ],
      migrations: [Migration(caller: 0, api: 0, from: 1, to: 0)])
  }

  /// What a monitor counts of some text that comes in chunks of at most `chunk` bytes.
  static func count(
    _ text: some Sequence<UInt8>, chunk: Int = LineBuffer.chunkSize,
    configuration: Configuration = Samples.configuration, keys: KeyValues = KeyValues(),
    logLines: Int = 0
  ) -> Snapshot {
    var monitor = Monitor(
      configuration: configuration,
      unknownHash: UnknownKeyHash(secret: [UInt8](repeating: 7, count: 32)), keys: keys)
    monitor.logLines = logLines
    feed(Array(text), to: &monitor, chunk: chunk)
    return monitor.snapshot(now: Timestamp(seconds: 1_800_000_000), coverage: [], top: 100)
  }

  static func count(_ lines: String...) -> Snapshot {
    count(lines.map { $0 + "\n" }.joined().utf8)
  }

  static func feed(_ text: [UInt8], to monitor: inout Monitor, chunk: Int) {
    var buffer = LineBuffer()
    var at = 0
    while at < text.count {
      let size = min(chunk, text.count - at)
      _ = buffer.fill { memory in
        memory.copyBytes(from: text[at..<at + min(size, memory.count)])
        return min(size, memory.count)
      }
      at += min(size, LineBuffer.chunkSize)
      let held = monitor.read(
        buffer.lines, at: InputPosition(offset: Int64(at)), isFinal: false)
      buffer.hold(held)
      monitor.addOversize(buffer.takeOversize())
      buffer.advance()
    }
    if buffer.takeHeld() { monitor.read(buffer.lines) }
    if buffer.finish() { monitor.readUnterminated(buffer.lines) }
    monitor.addOversize(buffer.takeOversize())
  }

  /// A line of the gateway's shape.
  static func line(
    _ key: String = "dedicated", status: Int = 200, path: String = "/api/tracking-ingest/batch",
    fingerprint: String? = nil, reason: String = "ok", time: String = "2026-11-22T09:41:27.123Z",
    client: String? = "steve-glen.com", source: String = "198.51.100.7"
  ) -> String {
    let print = fingerprint.map { "\"\($0)\"" } ?? "null"
    let result = status < 400 ? "accepted" : "rejected"
    let client = client.map { "\"client\":\"\($0)\"," } ?? ""
    return """
      {"ts":"\(time)","level":"info","event":"request","method":"POST","path":"\(path)","api":"x",\
      "status":\(status),"source":"\(source)",\(client)"user_agent":"agent/2","proto":"https",\
      "host":"example.net","request_id":"r1","instance":"web-1","duration_ms":3.1,"auth":\
      {"result":"\(result)","reason":"\(reason)","key":"\(key)","key_state":"active",\
      "key_fp":\(print),"key_shape":"ok"}}
      """
  }
}

extension Snapshot {
  /// Accepted and rejected requests by identity, only where there are any: `dedicated 1+0`.
  var identities: [String] {
    keys.filter { $0.requests > 0 }.map { "\($0.name) \($0.accepted)+\($0.rejected)" }
  }
  var undecoded: [String] {
    Undecoded.allCases.filter { lines.undecodedByReason[$0.rawValue] > 0 }
      .map { "\($0.word) \(lines.undecodedByReason[$0.rawValue])" }
  }
  /// Everything that must not depend on how the input was cut.
  var essence: [String] {
    identities + undecoded + ["blank \(lines.blank)", "decoded \(lines.decoded)"]
      + callers.map { "\($0.caller) \($0.requests)" }
      + rejections.sources.map { "\($0.source) \($0.rejected) \($0.distinctKeys) \($0.kind)" }
      + rejections.reasons.map { "\($0.reason) \($0.count)" }
      + keys.map { "\($0.name) \($0.first?.milliseconds ?? 0) \($0.last?.milliseconds ?? 0)" }
      + uses.map { "\($0.caller) \($0.place) \($0.count) \($0.slots.slots)" }.sorted()
      + exposures.map { "\($0.identity.code) \($0.count)" }
  }
}
