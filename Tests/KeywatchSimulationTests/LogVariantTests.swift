import Foundation
import KeywatchCore
import Testing

@testable import KeywatchSimulation

struct LogVariantTests {
  static func write(_ variant: LogVariant, _ lines: [String]) -> String {
    var writer = VariantWriter(variant, seed: 3, keeping: [])
    var out: [UInt8] = []
    for line in lines { writer.append(Array((line + "\n").utf8)[...], to: &out) }
    writer.finish(&out)
    return String(decoding: out, as: UTF8.self)
  }

  static let line = #"{"a":"x, \"y\": {z","n":[1,{"k":2}],"auth":{"p":1,"q":"},"}}"#

  @Test func `lines may end in CR LF`() {
    #expect(Self.write(.crlf, ["{}", "{}"]) == "{}\r\n{}\r\n")
  }

  @Test func `blanks come between values and never into them`() {
    #expect(
      Self.write(.spaced, [Self.line])
        == #"{"a": "x, \"y\": {z", "n": [1, {"k": 2}], "auth": {"p": 1, "q": "},"}}"# + "\n")
  }

  @Test func `fields change their places and nothing else`() throws {
    let written = (1...50).map { _ in Self.line }
    let lines = Self.write(.shuffled, written).split(separator: "\n")
    #expect(Set(lines).count > 4)
    let wanted = try JSONSerialization.jsonObject(with: Data(Self.line.utf8)) as? NSDictionary
    for line in lines {
      #expect(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary == wanted)
    }
    #expect(lines.contains { $0.contains(#""auth":{"q":"},","p":1}"#) })
  }

  @Test func `a torn log loses what its truth lost, and no neighbour`() throws {
    let log = SimulatedLog.small
    var truth = try #require(VariantTruth(json: log.truth.json))
    var writer = VariantWriter(.torn, seed: 3, keeping: truth.times)
    var out: [UInt8] = []
    for line in log.lines { writer.append(line.bytes[...], to: &out) }
    writer.finish(&out)
    for line in writer.lost { truth.lose(line) }
    #expect((10...40).contains(writer.lost.count))

    // A reader of its own: what follows the last opening of a line is whole, or is not JSON.
    let whole = out.split(separator: 0x0a).compactMap { line -> [String: Any]? in
      let text = String(decoding: line, as: UTF8.self)
      let object = text.range(of: "{\"ts\"", options: .backwards).map { text[$0.lowerBound...] }
      return object.flatMap {
        try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
    }
    let requests = whole.compactMap { $0["auth"] as? [String: Any] }
    let rejected = requests.count { $0["result"] as? String == "rejected" }
    #expect(whole.count == log.lines.count - writer.lost.count)
    let json = try JSONSerialization.jsonObject(with: Data(truth.json)) as? [String: Any]
    #expect(json?["requests"] as? Int == requests.count)
    #expect((json?["outcomes"] as? [String: Int])?["rejected"] == rejected)
    let keys = try #require(json?["keys"] as? [[String: Any]])
    for key in keys {
      let own = requests.count { $0["key"] as? String == key["key"] as? String }
      #expect(key["requests"] as? Int == own)
      let apis = try #require(key["apis"] as? [String: [String: Int]])
      #expect(apis.values.joined().reduce(0) { $0 + $1.value } <= own)
    }
    let lost = log.truth.requests - requests.count
    #expect(lost == writer.lost.count)
    #expect(
      (json?["lines"] as? [String: Int]) == [
        "read": 20_000, "decoded": requests.count, "undecoded": log.truth.others + lost,
      ])
  }
}
