import Foundation
import KeywatchReport
import Testing

@testable import KeywatchCore

struct StateListingTests {
  private static var listing: StateListing {
    var lines = LineCounts()
    lines.decoded = 12_000
    lines.blank = 3
    let row = StateListing.Row(
      source: "/var/log/app.log", lines: lines, streams: (4, 1),
      coverage: Coverage(
        source: "/var/log/app.log", from: SampleSnapshot.time("2026-11-01T00:00:00Z"),
        to: SampleSnapshot.time("2026-11-08T09:30:59Z"),
        holes: [
          .init(
            from: SampleSnapshot.time("2026-11-03T00:00:00Z"),
            to: SampleSnapshot.time("2026-11-03T01:00:00Z"), reason: "rotated away")
        ]))
    return StateListing(
      path: "/s/keywatch.db", name: "production", size: 4097, writer: 77, rows: [row])
  }

  @Test func `a state is a line a source`() {
    #expect(
      Self.listing.text(width: 100) == """
        /s/keywatch.db · production                                                                    5 KiB
        1 source · process 77 writes to it

          SOURCE             LINES  REQUESTS  FILES  OPEN  FROM              TO                HOLES
          /var/log/app.log  12,003    12,000      4     1  2026-11-01 00:00  2026-11-08 09:30      1

        """)
  }

  @Test func `programs get the same`() throws {
    let object =
      try JSONSerialization.jsonObject(with: Data(Self.listing.json())) as? [String: Any]
    #expect(object?["writer"] as? Int == 77)
    #expect(object?["bytes"] as? Int == 4097)
    let row = (object?["sources"] as? [[String: Any]])?.first
    #expect(row?["lines"] as? Int == 12_003)
    #expect(row?["holes"] as? Int == 1)
    #expect(row?["to"] as? String == "2026-11-08T09:30:59Z")
  }

  @Test func `an empty state is no table`() {
    var listing = Self.listing
    (listing.rows, listing.writer) = ([], nil)
    #expect(listing.text(width: 100).hasSuffix("0 sources · nobody writes to it now\n"))
  }
}
