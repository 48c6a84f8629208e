import Foundation
import KeywatchCore
import KeywatchReport
import Testing

/// The sums a report promises, taken from the JSON it writes.
struct CorpusSums: Decodable {
  struct Lines: Decodable {
    var read: Int
    var decoded: Int
    var merged: Int
    var suspect: Int
    var outside: Int
    var blank: Int
    var undecoded: Int
    var undecodedReasons: [String: Int]
  }
  struct Outcomes: Decodable {
    var accepted: Int
    var rejected: Int
  }
  struct Key: Decodable { var requests: Int }
  struct Rejections: Decodable { var total: Int }

  var lines: Lines
  var requests: Int
  var outcomes: Outcomes
  var notAttempts: Outcomes
  var keys: [Key]
  var rejections: Rejections

  /// Fails where a sum of the report of this snapshot does not hold.
  static func check(_ snapshot: Snapshot, _ name: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Self.self, from: Data(Report(snapshot).json()))
    let lines = report.lines
    #expect(
      lines.read == lines.decoded + lines.merged + lines.suspect + lines.outside + lines.blank
        + lines.undecoded, "\(name)")
    #expect(lines.undecoded == lines.undecodedReasons.values.reduce(0, +), "\(name)")
    #expect(report.requests == lines.decoded, "\(name)")
    #expect(report.requests == report.outcomes.accepted + report.outcomes.rejected, "\(name)")
    #expect(report.requests == report.keys.map(\.requests).reduce(0, +), "\(name)")
    #expect(
      report.rejections.total == report.outcomes.rejected - report.notAttempts.rejected, "\(name)")
  }
}
