import Foundation
import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct VerificationTests {
  private static func counts(_ decoded: Int, malformed: Int = 0) -> LineCounts {
    var counts = LineCounts()
    counts.decoded = decoded
    counts.undecodedByReason[Undecoded.malformed.rawValue] = malformed
    return counts
  }

  private static func stream(
    _ number: Int, _ stored: LineCounts, _ found: Verification.Found, source: String = "/a.log"
  ) -> Verification.Stream {
    Verification.Stream(
      number: number, source: source, path: "/a.log.\(number)", stored: stored, found: found)
  }

  private static let equal = stream(1, counts(10), .recounted(counts(10), path: "/a.log.1.gz"))
  private static let reclassified = stream(
    2, counts(10), .recounted(counts(8, malformed: 2), path: "/a.log"))
  private static let lost = stream(3, counts(10), .recounted(counts(12), path: "/a.log"))
  private static let gone = stream(4, counts(5), .gone)
  private static let closed = stream(5, counts(7), .unreadable("permission denied"))

  @Test(arguments: [
    ([equal], true, "equal: 10 lines in 1 file, each counted once"),
    ([equal, gone], true, "equal: 10 lines in 1 file, each counted once · 1 file gone"),
    (
      [equal, reclassified], true,
      "equal: 20 lines in 2 files, each counted once · 1 file classified differently"
    ),
    ([equal, lost], false, "different: 1 of 2 files"),
    ([equal, closed], false, "not verified: 1 file cannot be read"),
    ([], true, "nothing to compare"), ([gone], true, "nothing to compare · 1 file gone"),
  ])
  func `the answer is that of all streams`(
    streams: [Verification.Stream], isEqual: Bool, headline: String
  ) {
    let answer = Verification(streams)
    #expect(answer.isEqual == isEqual)
    #expect(answer.text(width: 120).split(separator: "\n").first.map(String.init) == headline)
  }

  @Test func `each file has a row that says what differs`() {
    let text = Verification([Self.equal, Self.reclassified, Self.lost, Self.gone, Self.closed])
      .text(width: 120)
    let rows = text.split(separator: "\n").dropFirst(2).map(String.init)
    #expect(rows[0].contains("/a.log.1.gz") && rows[0].hasSuffix("10         10  equal"))
    #expect(rows[1].hasSuffix("equal, classified differently: decoded 10 → 8, malformed 0 → 2"))
    #expect(rows[2].hasSuffix("different: decoded 10 → 12"))
    #expect(rows[3].contains("/a.log.4") && rows[3].hasSuffix("-  gone"))
    #expect(rows[4].hasSuffix("-  permission denied"))
  }

  @Test func `lines of no file say nothing, and files with more lines than their source are wrong`()
    throws
  {
    let none = Verification.rest(of: "/a.log", Self.counts(9), files: Self.counts(9))
    #expect(none.map(\.path) == nil)
    let input = try #require(Verification.rest(of: "-", Self.counts(9), files: Self.counts(2)))
    let more = Verification([Self.equal, input])
    #expect(more.isEqual)
    #expect(more.text(width: 100).contains("in no file"))
    #expect(!more.text(width: 100).contains("gone"))
    #expect(input.stored.read == 7)
    let less = try #require(Verification.rest(of: "/a.log", Self.counts(2), files: Self.counts(9)))
    #expect(!Verification([Self.equal, less]).isEqual)
  }

  @Test func `its JSON compares only what is still there`() throws {
    let other = Self.stream(9, Self.counts(1), .recounted(Self.counts(1), path: "/b"), source: "/b")
    let json = Verification([Self.gone, other, Self.lost, Self.equal]).json()
    let object = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    #expect(object?["equal"] as? Bool == false)
    let sources = object?["sources"] as? [[String: Any]] ?? []
    #expect(sources.map { $0["source"] as? String } == ["/a.log", "/b"])
    #expect(sources.map { $0["stored"] as? Int } == [20, 1])
    #expect(sources.map { $0["recounted"] as? Int } == [22, 1])
    #expect(sources.map { $0["gone"] as? Int } == [5, 0])
    let files = sources.first?["files"] as? [[String: Any]] ?? []
    #expect(files.map { $0["answer"] as? String } == ["equal", "different", "gone"])
  }
}
