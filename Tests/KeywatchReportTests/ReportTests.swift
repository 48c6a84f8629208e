import KeywatchReport
import Testing

@testable import KeywatchCore

struct ReportTests {
  @Test func `the JSON of a snapshot is the wanted file, byte for byte`() throws {
    let report = Report(SampleSnapshot.snapshot)
    #expect(
      try String(decoding: report.json(), as: UTF8.self) == WantedFile.text(of: "sample.json"))
  }

  @Test func `the text of a snapshot is the wanted file`() throws {
    let text = Report(SampleSnapshot.snapshot).text(width: 100)
    #expect(try text == WantedFile.text(of: "sample.txt"))
  }

  @Test(arguments: [40, 60, 80, 132]) func `no line is wider than asked for`(width: Int) {
    let lines = Report(SampleSnapshot.snapshot).text(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= width })
  }

  @Test func `what a list leaves out is counted`() {
    let json = String(decoding: Report(SampleSnapshot.snapshot, top: 1).json(), as: UTF8.self)
    #expect(json.contains("\"others\": 5"))
    #expect(json.contains("\"callers_others\": 1"))
    #expect(!json.contains("198.51.100.23"))
    let text = Report(SampleSnapshot.snapshot, top: 1).text(width: 100)
    #expect(text.contains("… and about 5 more"))
  }

  @Test func `a report of nothing is short and whole`() {
    let empty = Report(Snapshot(configuration: Configuration(name: "x", apis: [], keys: [])))
    let json = String(decoding: empty.json(), as: UTF8.self)
    #expect(json.contains("\"window\": {\"from\": null, \"to\": null}"))
    #expect(json.contains("\"notes\": []"))
    #expect(empty.text(width: 80).contains("no line was read"))
  }
}
