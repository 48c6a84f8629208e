import KeywatchCore

/// What happens once, at a given minute: starts of the server and the operator's own requests.
struct Script {
  /// One line of it.
  enum Line {
    case note(event: StaticString, message: StaticString)
    case config(Story.Chapter)
    case request(RequestLine.Origin, Sender.Request, HeldKey)
  }

  /// Milliseconds from the story's beginning; sorted.
  let lines: [(at: Int64, line: Line)]

  init() {
    let all = Self.starts + Self.probes + Self.tests + Self.mistakes
    lines = all.sorted { $0.at < $1.at }
  }

  private static func at(_ minute: Int, plus milliseconds: Int = 0) -> Int64 {
    Int64(minute * 60_000 + milliseconds)
  }

  private static let starts = Story.starts.flatMap { start in
    let stop: [(at: Int64, line: Line)] = [
      (at(start.minute, plus: -4200), .note(event: "stop", message: "signal received, draining")),
      (at(start.minute, plus: -1100), .note(event: "stopped", message: "all connections closed")),
    ]
    let begin: [(at: Int64, line: Line)] = [
      (at(start.minute), .note(event: "start", message: "starting, environment read")),
      (at(start.minute, plus: 180), .config(start.chapter)),
      (at(start.minute, plus: 210), .note(event: "listening", message: "ready for requests")),
    ]
    return start.minute == 0 ? begin : stop + begin
  }

  /// keywatch's probe, right after the dedicated key was added.
  private static let probes = [HeldKey.nothing, .empty, .dedicated, .shared].enumerated().flatMap {
    (i, held) -> [(at: Int64, line: Line)] in
    let origin = RequestLine.Origin("192.0.2.10", "keywatch-probe/1.0")
    let delay = i * 350
    return [
      (
        at(Story.keyAdded + 4, plus: delay),
        .request(origin, Sender.Request("POST", "/api/tracking-ingest/test"), held)
      ),
      (
        at(Story.keyAdded + 4, plus: delay + 120),
        .request(origin, Sender.Request("GET", "/api/link-tracking/links"), held)
      ),
    ]
  }

  /// The operator's calls by hand: the test endpoint after step 1, the new shared key after step 4.
  private static let tests: [(at: Int64, line: Line)] = {
    let origin = RequestLine.Origin("192.0.2.10", "curl/8.5.0")
    let test = Sender.Request("POST", "/api/tracking-ingest/test")
    let other = Sender.Request("GET", "/api/link-tracking/links")
    return [
      (at(Story.keyAdded + 9), .request(origin, test, .nothing)),
      (at(Story.keyAdded + 9, plus: 21_000), .request(origin, test, .dedicated)),
      (at(Story.keyAdded + 9, plus: 48_000), .request(origin, test, .shared)),
      (at(Story.rotation + 3), .request(origin, other, .newShared)),
      (at(Story.retirement + 3), .request(origin, other, .newShared)),
      (at(Story.retirement + 3, plus: 17_000), .request(origin, test, .dedicated)),
    ]
  }()

  /// The dedicated key where it is not for, before the move is complete.
  private static let mistakes = (0..<7).map { i -> (at: Int64, line: Line) in
    let origin = RequestLine.Origin("198.51.100.61", "okhttp/4.12.0")
    return (
      at(Story.firstAddressMoves + 95 + i * 170, plus: i * 7000),
      .request(origin, Sender.Request("GET", "/api/db/export"), .dedicated)
    )
  }
}
