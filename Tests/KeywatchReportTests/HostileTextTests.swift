import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct HostileTextTests {
  private static let unseen: [ClosedRange<UInt32>] = [
    0...0x1f, 0x7f...0x9f, 0xad...0xad, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f,
    0xfe00...0xfe0f, 0xfeff...0xfeff, 0xe000...0xe010, 0xe0000...0xe007f, 0xfff0...0xfffb,
  ]
  private static var hostile: String {
    var text = String.UnicodeScalarView()
    for range in unseen { text += range.compactMap(Unicode.Scalar.init) }
    return "x" + String(text) + String(repeating: "e\u{301}\u{301}\u{301}", count: 3) + "日本 👍"
  }

  private static func isUnseen(_ byte: Unicode.Scalar) -> Bool {
    unseen.contains { $0.contains(byte.value) }
  }

  private var report: Report {
    var snapshot = HostileSnapshot.of(Self.hostile)
    snapshot.undecodedExamples[0].text += [0x9b, 0xff, 0xc3]
    return Report(snapshot)
  }

  @Test(arguments: [60, 200, 4000])
  func `nothing unseen reaches the text, whatever field it stood in`(width: Int) {
    let found = report.text(width: width).unicodeScalars.filter(Self.isUnseen)
    #expect(found.allSatisfy { $0 == "\n" })
  }

  @Test func `nothing unseen reaches the ticket`() {
    let found = report.markdown().unicodeScalars.filter(Self.isUnseen)
    #expect(found.allSatisfy { $0 == "\n" })
  }

  @Test func `nothing unseen reaches the page`() throws {
    let found = try report.html().unicodeScalars.filter(Self.isUnseen)
    #expect(found.allSatisfy { $0 == "\n" })
  }

  @Test(arguments: Sheet.Name.allCases)
  func `nothing unseen reaches a table`(name: Sheet.Name) {
    let csv = String(decoding: report.csv(report.sheet(name)), as: UTF8.self)
    #expect(csv.unicodeScalars.filter(Self.isUnseen).allSatisfy { $0 == "\n" || $0 == "\r" })
  }

  @Test func `nothing unseen reaches the JSON either`() {
    let json = report.json()
    #expect(String(validating: json, as: UTF8.self) != nil)
    let found = String(decoding: json, as: UTF8.self).unicodeScalars.filter(Self.isUnseen)
    #expect(found.allSatisfy { $0 == "\n" })
  }

  @Test func `nothing unseen reaches the answers of confirm, verify and state list`() {
    let hostile = Self.hostile
    var snapshot = report.snapshot
    snapshot.notes[0].kind = .ownerConfirmed
    snapshot.notes[0].caller = hostile
    snapshot.migrations[0].verdict = .provisional
    snapshot.migrations[0].steps[2].state = .active
    snapshot.migrations[0].places[0].lastOld = nil
    let confirmation = Confirmation(snapshot, bar: .provisional)
    #expect(confirmation.isConfirmed)
    let verification = Verification([
      .init(
        number: 1, source: hostile, path: hostile, stored: LineCounts(),
        found: .unreadable(hostile))
    ])
    let listing = StateListing(
      path: hostile, name: hostile, size: 0, writer: nil,
      rows: [
        .init(
          source: hostile, lines: LineCounts(), streams: (0, 0),
          coverage: Coverage(source: hostile))
      ])
    let texts = [
      confirmation.text(width: 200), verification.text(width: 200), listing.text(width: 200),
      String(decoding: confirmation.json() + verification.json() + listing.json(), as: UTF8.self),
    ]
    for text in texts {
      #expect(text.unicodeScalars.filter(Self.isUnseen).allSatisfy { $0 == "\n" })
    }
  }
}
