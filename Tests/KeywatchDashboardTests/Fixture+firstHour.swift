@testable import KeywatchCore

/// What the first look at a log shows that cannot prove anything, from lines that were really read.
extension Fixture {
  /// Only refusals, of nobody in particular, through one proxy, at no time.
  static var refusals: Fixture {
    read(
      (0..<40).map { number in
        """
        {"method":"POST","path":"/api/\(number % 3 == 0 ? "db/rows" : "tracking-ingest/batch")",\
        "status":401,"source":"10.0.0.5"}
        """
      })
  }

  /// Requests as most servers log them: who, when, what, and no word about the key.
  static var keylessLog: Fixture {
    read(
      (0..<40).map { second in
        """
        {"ts":"2026-11-22T09:41:\(10 + second % 17)Z","method":"POST",\
        "path":"/api/tracking-ingest/batch","status":\(second % 9 == 0 ? 401 : 200),\
        "source":"198.51.100.\(7 + second % 2)","user_agent":"steve-glen/2"}
        """
      })
  }

  /// A format that keywatch does not know.
  static var foreign: Fixture {
    read((0..<12).map { "{\"took\":\($0),\"what\":\"/api/db" })
  }

  /// A server that has started, and no request yet.
  static var started: Fixture {
    read(["{\"level\":\"info\",\"msg\":\"Listening at: http://0.0.0.0:8000\"}"])
  }

  /// Everybody comes from one private address.
  static var proxied: Fixture {
    read(
      (0..<20).map { second in
        """
        {"ts":"2026-11-22T09:41:\(10 + second % 17)Z","method":"POST",\
        "path":"/api/tracking-ingest/batch","status":200,"source":"10.0.0.5","key":"shared",\
        "user_agent":"\(second % 2 == 0 ? "curl" : "python-requests")/2"}
        """
      })
  }

  /// Requests to paths that nobody configured.
  static var elsewhere: Fixture {
    read(
      (0..<3).map { number in
        """
        {"ts":"2026-11-22T09:41:1\(number)Z","method":"GET","path":"/v2/rows","status":200,\
        "source":"198.51.100.7","key":"shared"}
        """
      })
  }

  /// An empty file.
  static var nothing: Fixture { read([]) }

  private static func read(_ lines: [String]) -> Fixture {
    let bytes = lines.flatMap { Array(($0 + "\n").utf8) }
    var monitor = Monitor(configuration: configuration, unknownHash: UnknownKeyHash(secret: [7]))
    monitor.logLines = 8
    var buffer = LineBuffer()
    _ = buffer.fill { memory in
      memory.copyBytes(from: bytes)
      return bytes.count
    }
    monitor.read(buffer.lines)
    var liveness = Liveness(now: now)
    liveness.mode = .live
    liveness.sources = [SourceState(name: "/var/log/app/app.log", condition: .following)]
    return Fixture(
      snapshot: monitor.snapshot(now: now, coverage: [], top: 100), liveness: liveness)
  }
}
