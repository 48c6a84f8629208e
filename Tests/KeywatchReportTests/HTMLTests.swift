import Crypto
import Foundation
import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct HTMLTests {
  /// What a page may hold between `<` and the end of a name.
  private static let elements: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "header", "main", "footer",
    "section", "h1", "h2", "h3", "p", "br", "strong", "dl", "dt", "dd", "figure", "svg", "text",
    "rect", "div", "table", "thead", "tbody", "tr", "th", "td", "ul", "li",
  ]

  /// The page without its style, cut into what stands between `<` and `>`.
  private static func tags(_ page: String) throws -> [Substring] {
    let style = try #require(page.range(of: "<style>")).upperBound
    let end = try #require(page.range(of: "</style>")).lowerBound
    let rest = String.UnicodeScalarView(page[..<style].unicodeScalars + page[end...].unicodeScalars)
    return rest.split(separator: "<").dropFirst().map { part in
      Substring(part.prefix { $0 != ">" })
    }
  }

  @Test(arguments: [
    ("<b>", "&lt;b&gt;"), ("\"\u{301}x", "&quot;\u{301}x"), ("<\u{338}b", "&lt;\u{338}b"),
    ("a & 'b' `c`", "a &amp; &#39;b&#39; &#96;c&#96;"), ("a\u{0}\u{202e}", "a^@&lt;U+202E&gt;"),
    ("{{x}}", "{{x}}"),
  ])
  func `a text is nothing but text`(text: String, html: String) {
    #expect(text.html.unicodeScalars.elementsEqual(html.unicodeScalars))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"\u{301} onload=\"x", "' onmouseover='x", "</style><img src=x>",
    "</title><svg/onload=x>", "]]>--><b>", "{{{style}}}", "javascript:x", "<\u{338}b>",
  ])
  func `whatever stands in a field, the page has the same elements`(text: String) throws {
    func shape(_ snapshot: Snapshot) throws -> [String] {
      try Self.tags(Report(snapshot).html()).map { String($0.prefix { !" \n".contains($0) }) }
    }
    let tags = try Self.tags(Report(HostileSnapshot.of(text)).html())
    for tag in tags {
      let name = tag.drop { $0 == "/" }.prefix { !" \n".contains($0) }
      #expect(Self.elements.contains(String(name)) || name == "title", "\(tag)")
      #expect(!tag.contains(" on") && !tag.contains("style=") && !tag.contains("href"), "\(tag)")
      #expect(tag.unicodeScalars.count { $0 == "\"" } % 2 == 0, "\(tag)")
    }
    #expect(try shape(HostileSnapshot.of(text)) == shape(HostileSnapshot.of("x")))
  }

  @Test func `the policy lets through the one style there is, and nothing else`() throws {
    let page = try Report(SampleSnapshot.snapshot).html()
    let style = try #require(page.range(of: "<style>")).upperBound
    let end = try #require(page.range(of: "</style>")).lowerBound
    let digest = Data(SHA256.hash(data: Data(page[style..<end].utf8))).base64EncodedString()
    let policy = "content=\"default-src 'none'; style-src 'sha256-\(digest)'\""
    #expect(page.contains(policy))
    #expect(page.components(separatedBy: "<style").count == 2)
    #expect(!page.contains("<script") && !page.contains("url(") && !page.contains("src="))
    #expect(!page.contains("{{"))
  }

  @Test func `a page of the sample shows each of its figures`() throws {
    var snapshot = SampleSnapshot.snapshot
    snapshot.timeline.add(KeyIdentity(key: 0), at: SampleSnapshot.time("2026-11-04T00:00:00Z"))
    let page = try Report(snapshot).html()
    #expect(page.components(separatedBy: "<svg").count == 6)
    for text in [
      "Which key was used when", "12,598", "rotated away", "203.0.113.9",
      "their last job is switched over", "that host is off", "Internal", "1 hole in the log",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test(arguments: [
    (Verdict.confirmed, "Yes. steve-glen.com uses dedicated"), (.started, "In part."),
    (.notStarted, "No."), (.provisional, "Yes, provisionally"), (.regressed, "No longer."),
    (.silent, "Nobody knows."), (.cannotTell, "The log does not tell"), (.tested, "No."),
    (.switching, "Nearly."),
  ])
  func `whether it has switched is said first`(verdict: Verdict, beginning: String) throws {
    var snapshot = SampleSnapshot.snapshot
    snapshot.migrations[0].verdict = verdict
    let report = Report(snapshot)
    let answers = report.answers(on: snapshot.migrations[0])
    #expect(answers.count == 6)
    #expect(answers[0].answer.hasPrefix(beginning))
    #expect(answers[1].answer.contains("2026-11-02 14:02"))
    #expect(answers[2].answer.contains("1 in 135"))
    #expect(answers[3].answer.contains("1 use of shared would break"))
    #expect(answers[4].answer.contains("1 hole in the log, 1 h in all; 9 lines not understood"))
    #expect(answers[5].answer.hasPrefix("No."))
  }

  @Test func `a bound that rests on nothing is not told as one`() {
    var migration = SampleSnapshot.snapshot.migrations[0]
    (migration.slots, migration.shareBound) = (0, 1)
    let answer = Report(SampleSnapshot.snapshot).answers(on: migration)[2].answer
    #expect(answer.hasPrefix("There is nothing to be sure of yet"))
    migration.shareBound = nil
    #expect(
      Report(SampleSnapshot.snapshot).answers(on: migration)[2].answer.hasPrefix("Not at all"))
  }

  @Test func `a page of nothing is whole`() throws {
    let empty = Report(Snapshot(configuration: Configuration(name: "x", apis: [], keys: [])))
    let page = try empty.html()
    #expect(page.contains("no line was read"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(!page.contains("<svg"))
  }

  @Test func `times at both ends of all time draw a page all the same`() throws {
    var snapshot = SampleSnapshot.snapshot
    let (least, most) = (Timestamp(milliseconds: .min + 1), Timestamp(milliseconds: .max))
    (snapshot.first, snapshot.last) = (least, most)
    (snapshot.coverage[0].from, snapshot.coverage[0].to) = (least, most)
    snapshot.coverage[0].holes = [.init(from: least, to: most, reason: "all of it")]
    snapshot.migrations[0].steps[0].since = least
    snapshot.migrations[0].places[0].lastOld = most
    #expect(try Report(snapshot).html().contains("all of it"))
  }
}
