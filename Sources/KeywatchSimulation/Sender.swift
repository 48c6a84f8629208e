import KeywatchCore

/// Somebody who sends requests in the story.
struct Sender {
  /// One kind of request and how often it comes among the sender's own.
  struct Request {
    let target: RequestLine.Target
    /// Index of the API, nil outside them.
    let api: Int?
    /// The app's status when all is well.
    let status: Int
    /// Parts of 256.
    let share: UInt32
    /// Whether the path goes on with a number.
    let hasID: Bool

    /// `POST /api/db/query` and the like; a path that ends in `=` goes on with a number.
    init(_ method: String, _ path: String, status: Int = 200, share: UInt32 = 256) {
      let parts = path.split(separator: "/")
      let name = parts.count > 1 && parts[0] == "api" ? String(parts[1]) : ""
      api = Story.configuration.apis.firstIndex { $0.name == name }
      hasID = path.hasSuffix("=")
      target = RequestLine.Target(
        method: Array(method.utf8), path: Array((hasID ? path.dropLast() : path[...]).utf8),
        api: api == nil ? nil : Array(name.utf8))
      self.status = status
      self.share = share
    }
  }

  let origin: RequestLine.Origin
  let requests: [Request]
  let rhythm: Rhythm
  /// Requests relative to the other senders' when the rhythm is at its height.
  let weight: UInt32
  /// What is held from a minute of the story on; sorted.
  let keys: [(from: Int, held: HeldKey)]

  init(
    _ origin: RequestLine.Origin, _ requests: [Request], _ rhythm: Rhythm, weight: UInt32,
    keys: [(from: Int, held: HeldKey)]
  ) {
    self.origin = origin
    self.requests = requests
    self.rhythm = rhythm
    self.weight = weight
    self.keys = keys
  }

  /// What is held at a minute of the story.
  func held(at minute: Int) -> HeldKey { keys.last { $0.from <= minute }?.held ?? .nothing }
}

extension RequestLine.Origin {
  /// A sender's; all come over the same host.
  init(_ source: String, _ userAgent: String, client: String? = nil) {
    self.init(
      source: Array(source.utf8), client: client.map { Array($0.utf8) },
      userAgent: Array(userAgent.utf8), proto: Array("https".utf8),
      host: Array("example.net".utf8))
  }
}
