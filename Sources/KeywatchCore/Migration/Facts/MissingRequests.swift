/// Why a log has no request to judge anybody by.
enum MissingRequests: Equatable, Sendable {
  /// Nothing but blank lines was read.
  case noLine
  /// All requests lie outside of the times that were asked for.
  case outside(Int)
  /// All requests are to other paths than those of the configured APIs, or try none of them.
  case elsewhere(Int)
  /// No line is a request: they are messages of a server, or of a format that we do not know.
  case notRequests(Int)
  /// Lines that begin like a request were not understood, most of them for one reason.
  case notUnderstood(Int, mostly: Undecoded, Int)

  /// nil where there is a request.
  init?(_ uses: [Use], _ lines: LineCounts) {
    guard uses.allSatisfy({ $0.kind == .notAttempt }) else { return nil }
    let requests = uses.reduce(0) { $0 + $1.count }
    // A state keeps what lines were, and not when.
    let outside = lines.outside + max(lines.decoded - requests, 0)
    let worst = Undecoded.allCases.filter { $0 != .notARequest }
      .map { (reason: $0, count: lines.undecodedByReason[safe: $0.rawValue] ?? 0) }
      .max { $0.count < $1.count }
    if requests > 0 {
      self = .elsewhere(requests)
    } else if outside > 0 {
      self = .outside(outside)
    } else if let worst, worst.count > 0 {
      self = .notUnderstood(lines.undecoded, mostly: worst.reason, worst.count)
    } else if lines.undecoded > 0 {
      self = .notRequests(lines.undecoded)
    } else if lines.suspect == 0 {
      self = .noLine
    } else {
      return nil
    }
  }
}
