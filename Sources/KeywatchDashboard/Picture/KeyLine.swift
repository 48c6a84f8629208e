import KeywatchCore

/// What the screen says about one key identity; counts and shares are of the chosen span.
struct KeyLine: Sendable {
  var identity: KeyIdentity
  var look: Look
  var requests: Int
  /// 0…1 of all requests.
  var share = 0.0
  /// Requests per second, over the shortest stretch that has some.
  var rate: Double
  /// Requests over time, oldest first.
  var series: [Int]
  var accepted = 0
  var rejected = 0
  var first: Timestamp?
  var last: Timestamp?
  var fingerprint: Fingerprint?
  /// For `unknown`: how many different values were presented.
  var distinct: Int?
  /// Per configured API, by index.
  var apis: [APICounts] = []

  /// Requests of all time.
  var total: Int { accepted + rejected }

  /// What the time line knows; `take` adds what the tally does.
  init(_ identity: KeyIdentity, _ look: Look, requests: Int, rate: Double, series: [Int]) {
    self.identity = identity
    self.look = look
    self.requests = requests
    self.rate = rate
    self.series = series
  }

  /// Takes over what the tally says of all time.
  mutating func take(_ row: KeyRow) {
    accepted = row.accepted
    rejected = row.rejected
    first = row.first
    last = row.last
    fingerprint = row.fingerprint
    distinct = row.distinct
    apis = row.apis
  }
}
