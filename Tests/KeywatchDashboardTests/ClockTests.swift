import KeywatchCore
import Testing

@testable import KeywatchDashboard

struct ClockTests {
  @Test(
    "a moment's date and time are UTC's",
    arguments: [
      (0, "1 Jan 00:00:00"), (1_795_340_487, "22 Nov 09:41:27"), (951_782_399, "28 Feb 23:59:59"),
      (951_782_400, "29 Feb 00:00:00"), (-1, "31 Dec 23:59:59"), (4_102_444_800, "1 Jan 00:00:00"),
    ] as [(Int64, String)])
  func date(seconds: Int64, wanted: String) {
    let clock = Clock(Timestamp(seconds: seconds))
    #expect(clock.date + " " + clock.time == wanted)
  }

  @Test func `a moment beyond all calendars is still one`() {
    #expect(!Clock(Timestamp(milliseconds: .max)).dateAndTime.isEmpty)
    #expect(!Clock(Timestamp(milliseconds: .min)).dateAndTime.isEmpty)
    #expect(Clock(Timestamp(seconds: 1_795_340_487)).year == 2026)
  }

  @Test func `a length of time is in its largest unit`() {
    let lengths: [Int64] = [-5, 0, 59, 60, 3599, 3600, 172_799, 172_800]
    #expect(lengths.map(\.duration) == ["0s", "0s", "59s", "1m", "59m", "1h", "47h", "2d"])
    #expect(([360, 7500, 187_200] as [Int64]).map(\.longDuration) == ["6m", "2h 5m", "2d 4h"])
  }

  @Test func `a time to come has no age and none was never`() {
    let now = Timestamp(seconds: 100)
    #expect(Timestamp(seconds: 200).age(at: now) == "0s")
    #expect((nil as Timestamp?).age(at: now) == "never")
  }
}
