import KeywatchCore
import Testing

struct TimestampRFC3339Tests {
  @Test(arguments: [
    ("2026-11-01", 1_793_491_200_000), ("2026-11-01T00:00:00Z", 1_793_491_200_000),
    ("2026-11-01t00:00:00.250z", 1_793_491_200_250),
    ("2026-11-01T02:00:00+02:00", 1_793_491_200_000),
    ("2024-02-29", 1_709_164_800_000), ("1969-12-31T23:59:59Z", -1000),
  ])
  func `a time or a date is read`(text: String, milliseconds: Int64) {
    #expect(Timestamp(rfc3339: text) == Timestamp(milliseconds: milliseconds))
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-30", "2025-02-29", "2026-11-01T", "2026-11-01T25:00:00Z",
    "2026-11-01T00:00:00+99:00", "20261101", "1793491200", "2026-11-0x", "2026/11/01",
  ])
  func `anything else is not`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(arguments: [
    "2026-11-01T00:00:00Z", "2026-11-01T00:00:00.001Z", "1969-12-31T23:59:59.999Z",
    "2000-02-29T12:34:56Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.010Z",
  ])
  func `a time is written as it was read`(text: String) {
    #expect(Timestamp(rfc3339: text)?.rfc3339 == text)
  }

  @Test func `every day of four centuries survives the way there and back`() {
    for day in stride(from: Int64(-10_000), to: 146_097, by: 1) {
      let time = Timestamp(seconds: day * 86_400)
      #expect(Timestamp(rfc3339: time.dayAndClock.day) == time)
    }
  }

  @Test func `the extremes are written without a trap`() {
    #expect(Timestamp(milliseconds: .max).rfc3339.hasSuffix("Z"))
    #expect(Timestamp(milliseconds: .min).rfc3339.hasSuffix("Z"))
  }
}
