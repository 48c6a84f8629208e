import Foundation
import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct MetricsTests {
  private static func text(_ snapshot: Snapshot, sources: [String] = []) -> String {
    let states = sources.map { SourceState(name: $0, condition: .following) }
    return String(decoding: Report(snapshot).metrics(states), as: UTF8.self)
  }

  @Test func `every family says what it is, and its samples stand below it`() {
    var family = ""
    var names: Set<String> = []
    for line in Self.text(SampleSnapshot.snapshot, sources: ["app.log"]).split(separator: "\n") {
      if line.hasPrefix("#") {
        let words = line.split(separator: " ")
        family = String(words[2])
        #expect(words[1] == "HELP" ? names.insert(family).inserted : true, "\(line)")
      } else {
        #expect(line.hasPrefix(family + "{") || line.hasPrefix(family + " "), "\(line)")
        #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
      }
    }
    #expect(names.allSatisfy { $0.hasPrefix("keywatch_") })
    #expect(names.count == 10)
  }

  @Test func `requests are told by key, API and outcome, and add up`() {
    let snapshot = SampleSnapshot.snapshot
    let samples = Self.text(snapshot).split(separator: "\n")
      .filter { $0.hasPrefix("keywatch_requests_total{") }
    let sum = samples.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
    let wanted = snapshot.keys.flatMap(\.apis).reduce(0) { $0 + $1.requests }
    #expect(sum == wanted && wanted > 0)
  }

  @Test func `no address is in it, and a name cannot end its label`() {
    var snapshot = SampleSnapshot.snapshot
    let address = "203.0.113.200"
    snapshot.callers.append(CallerRow(caller: address, isOperator: false, keys: []))
    snapshot.migrations[0].caller = "a\"} 1\nevil\\"
    let text = Self.text(snapshot, sources: ["a\"\u{1b}[2J.log"])
    #expect(!text.contains(address))
    #expect(!text.contains("\u{1b}"))
    #expect(!text.contains("\nevil"))
    #expect(text.contains(#"caller="a\"} 1"#))
    #expect(snapshot.rejections.sources.allSatisfy { !text.contains($0.source) })
  }
}
