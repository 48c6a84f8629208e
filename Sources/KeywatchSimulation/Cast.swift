import KeywatchCore

/// Everybody who sends requests all the time, the busiest first.
enum Cast {
  static let everybody = steveGlen + internalUsers + troubled + passersBy

  /// The caller that moves: two addresses, each with its own copy of the key.
  private static let steveGlen = [
    Sender(
      RequestLine.Origin("198.51.100.7", "steve-glen/2.3", client: "steve-glen.com"),
      [
        Sender.Request("POST", "/api/tracking-ingest/batch", share: 180),
        Sender.Request("POST", "/api/tracking-ingest/click", share: 76),
      ], .gentle, weight: 260,
      keys: [(0, .shared), (Story.firstAddressMoves, .dedicated)]),
    Sender(
      RequestLine.Origin("198.51.100.23", "steve-glen-worker/1.9", client: "steve-glen.com"),
      [
        Sender.Request("POST", "/api/tracking-ingest/batch", share: 160),
        Sender.Request("GET", "/api/tracking-ingest/status", share: 96),
      ], .gentle, weight: 170,
      keys: [(0, .shared), (Story.secondAddressMoves, .dedicated)]),
  ]

  /// The other users of the shared key; each takes up its new value after the rotation.
  private static let internalUsers = [
    Sender(
      RequestLine.Origin("10.20.0.31", "n8n/1.62.4", client: "n8n"),
      [
        Sender.Request("POST", "/api/automation/run", status: 202, share: 130),
        Sender.Request("GET", "/api/automation/runs/=", share: 86),
        Sender.Request("GET", "/api/link-tracking/links", share: 40),
      ], .steady, weight: 120, keys: [(0, .shared), (15_120, .newShared)]),
    Sender(
      RequestLine.Origin("203.0.113.21", "Zapier", client: "zapier"),
      [
        Sender.Request("POST", "/api/link-tracking/links", status: 201, share: 110),
        Sender.Request("GET", "/api/link-tracking/links/=", share: 100),
        Sender.Request("POST", "/api/automation/hooks/lead", status: 202, share: 46),
      ], .daily, weight: 110, keys: [(0, .shared), (14_110, .newShared)]),
    Sender(
      RequestLine.Origin("10.20.0.40", "metabase/0.50.3 (Linux; amd64)", client: "metabase"),
      [
        Sender.Request("POST", "/api/db/query", share: 190),
        Sender.Request("GET", "/api/analyze/reports/=", share: 66),
      ], .daily, weight: 100, keys: [(0, .shared), (14_545, .newShared)]),
    Sender(
      // Quotes and letters beyond ASCII: what a reader of logs must not stumble over.
      RequestLine.Origin(
        "10.20.0.15", "analytics-cron/3.1 (\"täglich\")", client: "analytics-cron"),
      [
        Sender.Request("POST", "/api/analyze/run", status: 202, share: 150),
        Sender.Request("POST", "/api/db/rows", status: 201, share: 106),
      ], .hourly, weight: 18, keys: [(0, .shared), (15_695, .newShared)]),
  ]

  /// Those who are refused.
  private static let troubled = [
    Sender(
      RequestLine.Origin("203.0.113.9", "python-urllib/3.9"),
      [
        Sender.Request("POST", "/api/tracking-ingest/batch", share: 128),
        Sender.Request("GET", "/api/db/rows/=", share: 128),
      ], .bursts([1955..<1975, 6100..<6130, 11_240..<11_255, 17_400..<17_425]), weight: 500,
      keys: [(0, .guess)]),
    Sender(
      RequestLine.Origin("2001:db8:bad::17", "Go-http-client/1.1"),
      [Sender.Request("POST", "/api/automation/run")],
      .bursts([400..<415, 4405..<4430, 8900..<8915, 15_000..<15_020]), weight: 300,
      keys: [(0, .guess)]),
    Sender(
      RequestLine.Origin("203.0.113.77", "nightly-report/0.9"),
      [Sender.Request("GET", "/api/analyze/reports/=")], .steady, weight: 5,
      keys: [(0, .quotedShared)]),
    Sender(
      RequestLine.Origin("192.0.2.77", "PostmanRuntime/7.43.0"),
      [Sender.Request("GET", "/api/link-tracking/links")], .daily, weight: 6,
      keys: [(0, .nothing)]),
    Sender(
      RequestLine.Origin("2001:db8:40::5", "curl/7.88.1"),
      [Sender.Request("POST", "/api/db/rows")], .steady, weight: 1, keys: [(0, .lastYears)]),
  ]

  /// Those who attempt nothing: browsers that ask first, robots on paths that are none of ours.
  private static let passersBy = [
    Sender(
      RequestLine.Origin(
        "192.0.2.130", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
      [Sender.Request("OPTIONS", "/api/link-tracking/links")], .daily, weight: 9,
      keys: [(0, .nothing)]),
    Sender(
      RequestLine.Origin("192.0.2.201", "uptime-check/1.0"),
      [
        Sender.Request("GET", "/health", share: 200),
        Sender.Request("GET", "/robots.txt", share: 40),
        Sender.Request("GET", "/favicon.ico", share: 16),
      ], .steady, weight: 12, keys: [(0, .nothing)]),
  ]
}
