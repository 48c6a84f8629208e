import Testing

@testable import KeywatchDashboard

struct NumbersTests {
  @Test(
    "counts are short and right to three digits",
    arguments: [
      (0, "0"), (999, "999"), (9811, "9,811"), (9999, "9,999"), (10_000, "10.0k"),
      (40_112, "40.1k"),
      (99_999, "99.9k"), (100_000, "100k"), (513_402, "513k"), (999_999, "999k"),
      (1_000_000, "1.0M"),
      (3_027_399, "3.0M"), (123_456_789, "123M"), (1_234_567_890, "1.2G"), (.max, "9.2E"),
    ])
  func short(value: Int, wanted: String) {
    #expect(value.short == wanted)
  }

  @Test func `all digits come in groups of three`() {
    #expect(
      [0, 12, 1234, 3_027_399, -5000].map(\.grouped) == ["0", "12", "1,234", "3,027,399", "-5,000"])
  }

  @Test(
    "a share reads nought or a hundred only where it is",
    arguments: [
      (0, "0.0%"), (0.0001, "<0.1%"), (0.001, "0.1%"), (0.724, "72.4%"), (0.9996, "99.9%"),
      (1, "100.0%"),
      (Double.nan, "0.0%"), (7, "100.0%"),
    ])
  func percent(value: Double, wanted: String) {
    #expect(value.percent == wanted)
  }

  @Test(
    "a low rate is not nought",
    arguments: [
      (1284.2, "1,284/s"), (929, "929/s"), (29.5, "29.5/s"), (1, "1.0/s"), (0.5, "30/min"),
      (0.02, "1.2/min"),
      (0.002, "7.2/h"), (0.0001, "8.6/d"), (0, "0/h"), (Double.nan, "0/h"), (1e300, "9.0P/s"),
    ])
  func rate(value: Double, wanted: String) {
    #expect(value.rate == wanted)
  }

  @Test func `bytes have decimal units`() {
    #expect(
      [0, 999, 1000, 31_200_000, 1_612_000_000, 5_000_000_000_000, -1].map {
        ($0 as Int64).byteText
      }
        == ["0 B", "999 B", "1.0 kB", "31.2 MB", "1.6 GB", "5 TB", "0 B"])
  }

  @Test func `what is no number becomes one`() {
    #expect(
      [.nan, .infinity, -.infinity, 2.5].map { ($0 as Double).clamped } == [
        0, 9_000_000_000_000_000, -9_000_000_000_000_000, 3,
      ])
  }
}
