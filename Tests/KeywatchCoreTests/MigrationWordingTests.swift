import Testing

@testable import KeywatchCore

struct MigrationWordingTests {
  @Test(
    "a duration has one or two units",
    arguments: [
      (-5, "0 s"), (59, "59 s"), (60, "1 m"), (3_599, "59 m"), (3_600, "1 h"), (172_799, "47 h"),
      (172_800, "2 d"), (180_000, "2 d 2 h"), (864_001, "10 d"), (9_000_000, "104 d"),
    ])
  func duration(seconds: Int64, text: String) {
    #expect(Wording.duration(seconds * 1000) == text)
  }

  @Test(
    "a bound is never rounded down",
    arguments: [
      (1, "100 %"), (0.632, "64 %"), (0.0488, "4.9 %"), (0.05, "5 %"), (0.0074, "0.74 %"),
      (0.00741, "0.75 %"), (0.0005, "0.05 %"), (0.01, "1 %"), (0.006, "0.6 %"), (0.1999, "20 %"),
    ])
  func share(share: Double, text: String) {
    #expect(Wording.share(share) == text)
  }

  @Test(
    "a part is never rounded up",
    arguments: [(987, 1000, "98.7 %"), (9_999, 10_000, "99.9 %"), (2, 2, "100 %"), (0, 0, "0 %")])
  func part(part: Int, all: Int, text: String) {
    #expect(Wording.part(part, of: all) == text)
  }

  @Test func `a long list ends with how much more there is`() {
    let lines = Wording.list(Array(1...30), "more lines") { "line \($0)" }
    #expect(lines.count == 21)
    #expect(lines.first == "line 1")
    #expect(lines.last == "and 10 more lines")
    #expect(Wording.list(Array(1...21), "more lines") { "line \($0)" }.last == "line 21")
  }

  @Test func `a place is cut to fit a sentence`() {
    let long = Place(
      source: "192.0.2.1", route: "/" + String(repeating: "é", count: 90), userAgent: "")
    #expect(Wording.place(long).unicodeScalars.count == 9 + 1 + 24)
    #expect(Wording.place(Place(source: "", route: "", userAgent: "")) == "somewhere")
    #expect(Wording.spot(Place(source: "", route: "", userAgent: "curl")) == "curl")
  }

  @Test("sentence and next step are short and never empty", arguments: MigrationVerdictTests.cases)
  func length(_ course: MigrationVerdictTests.Case) {
    let status = evidence(course.traffic, now: course.now).status
    #expect((1...125).contains(status?.sentence.unicodeScalars.count ?? 0))
    #expect((1...110).contains(status?.next.unicodeScalars.count ?? 0))
    #expect(status?.steps.allSatisfy { !$0.evidence.isEmpty } == true)
  }
}
