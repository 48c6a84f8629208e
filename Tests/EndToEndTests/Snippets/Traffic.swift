/// Requests that tell a good configuration from one that only looks like it, and who made them.
struct Traffic {
  /// One request, and whose key it came with.
  struct Request {
    var identity: String
    /// nil where there is no header at all.
    var key: String?
    var path = "batch"
    var userAgent: [UInt8] = Array("curl".utf8)
    var forwardedFor: String?
  }

  /// What came of them: the answers' statuses, in their order.
  private(set) var statuses: [Int] = []

  static let requests: [Request] = keys + texts

  /// Keys that are right, wrong, nearly right, missing, and in the wrong place.
  private static let keys = [
    Request(identity: "none", key: nil), Request(identity: "none", key: ""),
    Request(identity: "none", key: nil, path: "batch?api_key=\(TestKeys.shared)"),
    Request(identity: "dedicated", key: TestKeys.dedicated),
    Request(identity: "dedicated", key: TestKeys.dedicated),
    Request(
      identity: "dedicated", key: TestKeys.dedicated, path: "batch?key=\(TestKeys.shared)&n=1"),
    Request(identity: "dedicated", key: TestKeys.dedicated, path: "fail"),
    Request(identity: "shared", key: TestKeys.shared),
    Request(identity: "unknown", key: "FAKE-wrong"),
    Request(identity: "unknown", key: "FAKE-wrong"),
    Request(identity: "unknown", key: TestKeys.dedicated.lowercased()),
    Request(identity: "unknown", key: TestKeys.dedicated.uppercased()),
    Request(identity: "unknown", key: TestKeys.dedicated + "x"),
    Request(identity: "unknown", key: "\"\(TestKeys.dedicated)\""),
    // Two signs of the shared key that a regular expression would take for any sign, and for several.
    Request(identity: "unknown", key: TestKeys.shared.replacing(".Y+", with: "-YY")),
    Request(identity: "unknown", key: "FAKE-forwarded", forwardedFor: "203.0.113.7, 10.0.0.1"),
  ]
  static let wrongKeys = 7

  /// Texts of the client's that try to leave their field, or the line.
  private static let texts =
    [
      #"a"b\c]d','k',"auth":{"key":"shared"}}"#, "a\tb", "Zo\u{eb} \u{2028}\u{85}\u{202e}",
      "Mozilla (KHTML, like Gecko)", String(repeating: "long", count: 750),
    ].map {
      Request(identity: "dedicated", key: TestKeys.dedicated, userAgent: Array($0.utf8))
    } + [
      Request(identity: "dedicated", key: TestKeys.dedicated, userAgent: [0x61, 0xff, 0xfe]),
      Request(identity: "shared", key: TestKeys.shared, path: "a%22%5c%7d"),
      Request(
        identity: "unknown", key: "FAKE-forger",
        path: "a%0a%7b%22path%22:%22/api/db/x%22,%22status%22:200,%22key%22:%22shared%22%7d"),
      Request(identity: "none", key: nil, path: #"a"\b"#),
    ]

  /// Sends all of them to a port, one after the other.
  init(to port: Int, in scratch: Scratch) throws {
    let transfers = Self.requests.map { $0.transfer(to: port) }
    let file = try scratch.write(transfers.joined(separator: Array("next\n".utf8)), to: "requests")
    let result = try Program(named: "curl").run(["-q", "-K", file], in: scratch)
    statuses = result.output.split(separator: "\n").compactMap { Int($0) }
  }

  /// How many requests of an identity were answered, and how many refused.
  func outcomes(of identity: String) -> (accepted: Int, rejected: Int) {
    let own = zip(Self.requests, statuses).filter { $0.0.identity == identity }
    let rejected = own.count { [401, 403].contains($0.1) }
    return (own.count - rejected, rejected)
  }
}

extension Traffic.Request {
  /// The lines of a configuration of curl's.
  fileprivate func transfer(to port: Int) -> [UInt8] {
    var lines = [
      option("url", "http://127.0.0.1:\(port)/api/tracking-ingest/\(path)"),
      option("user-agent", userAgent), option("output", "/dev/null"),
      option("write-out", "%{http_code}\n"),
      Array("silent\npath-as-is\ngloboff\nmax-time = 20\n".utf8),
    ]
    if let key { lines.append(option("header", key.isEmpty ? "X-API-Key;" : "X-API-Key: \(key)")) }
    if let forwardedFor { lines.append(option("header", "X-Forwarded-For: \(forwardedFor)")) }
    return Array(lines.joined())
  }

  private func option(_ name: String, _ value: String) -> [UInt8] {
    option(name, Array(value.utf8))
  }

  private func option(_ name: String, _ value: [UInt8]) -> [UInt8] {
    let escaped = value.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): Array("\\n".utf8)
      case UInt8(ascii: "\t"): Array("\\t".utf8)
      default: [byte]
      }
    }
    return Array("\(name) = \"".utf8) + escaped + Array("\"\n".utf8)
  }
}
