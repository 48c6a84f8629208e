/// How long a caller's old key still works on the API it is moving away from.
package enum SharedAcceptance: Equatable, Sendable, CustomStringConvertible {
  case always, never
  /// Until this moment, which is no longer part of it.
  case until(Timestamp)

  /// `true`, `false` or a date (`2026-12-01`: from its 00:00 UTC on the key is refused); nil for
  /// anything else.
  package init?(_ text: String) {
    switch text {
    case "true": self = .always
    case "false": self = .never
    default:
      guard let day = Self.day(text) else { return nil }
      self = .until(day)
    }
  }

  /// The word as it stands in the configuration.
  package var description: String {
    switch self {
    case .always: "true"
    case .never: "false"
    case .until(let end):
      // The first ten characters of a time are its date.
      String(decoding: end.written.prefix(10), as: UTF8.self)
    }
  }

  /// Whether the old key is accepted at `now`.
  package func holds(at now: Timestamp) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .until(let end): now < end
    }
  }

  private static func day(_ text: String) -> Timestamp? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let days = Timestamp.days(year: year, month: month, day: day)
    let start = Timestamp(seconds: Int64(days) * 86_400)
    return start.written.starts(with: text.utf8) ? start : nil
  }
}
