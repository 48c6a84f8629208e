import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct SheetTests {
  private static func csv(_ name: Sheet.Name, _ snapshot: Snapshot, top: Int = 100) -> String {
    let report = Report(snapshot, top: top)
    return String(decoding: report.csv(report.sheet(name)), as: UTF8.self)
  }

  private static func keys(_ name: String) -> String {
    var snapshot = SampleSnapshot.snapshot
    snapshot.callers = []
    snapshot.keys = [KeyRow(identity: .unlabelled, name: name)]
    return String(csv(.keys, snapshot).split(separator: "\r\n").last ?? "")
  }

  @Test(arguments: Sheet.Name.allCases)
  func `every row of every table has a field for each column`(name: Sheet.Name) {
    let sheet = Report(SampleSnapshot.snapshot).sheet(name)
    #expect(!sheet.rows.isEmpty)
    #expect(sheet.rows.allSatisfy { $0.count == sheet.columns.count })
  }

  @Test func `a table is a line of names and a line a row, ended as RFC 4180 wants it`() {
    #expect(
      Self.csv(.exposures, SampleSnapshot.snapshot)
        == "kind,key,count,first,last,audience\r\n"
        + "raw_key_in_log,shared,3,2026-11-02T10:00:00Z,2026-11-02T10:05:00Z,internal\r\n")
  }

  @Test func `a caller without a time leaves the field empty`() {
    let lines = Self.csv(.callers, SampleSnapshot.snapshot).split(separator: "\r\n")
    #expect(lines.last == "unattributed,unknown,0,20,,,internal")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("\"\u{301}x", "\"\"\"\u{301}x\""), ("a;=1", "\"a;=1\""), ("a\r\nb", "a^M^Jb"),
    ("\u{1b}[2J\u{202e}", "^[[2J<U+202E>"),
  ])
  func `a field is quoted where it must be, and has nothing unseen in it`(
    text: String, field: String
  ) {
    #expect(
      Self.keys(text).unicodeScalars.elementsEqual((field + ",0,0,0,,,,internal").unicodeScalars))
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "  =1", "=\u{301}1"])
  func `what a spreadsheet would compute begins with an apostrophe`(formula: String) {
    let field = Self.keys(formula).unicodeScalars.drop { $0 == "\"" }
    #expect(field.starts(with: ("'" + formula).unicodeScalars))
  }

  @Test(arguments: ["\t=1", "\r=1", "\n=1", "\0=1"])
  func `a formula behind a control is none any more`(formula: String) {
    #expect(Self.keys(formula).hasPrefix("^"))
  }

  @Test func `what a table leaves out is counted`() {
    let report = Report(SampleSnapshot.snapshot, top: 1)
    #expect(report.sheet(.callers).others == 1)
    #expect(report.sheet(.sources).others == 5)
    #expect(report.sheet(.alarms).others == 1)
    #expect(report.sheet(.callers).rows.count == 2)
  }
}
