import Testing

@testable import KeywatchCore

struct SharedAcceptanceTests {
  @Test func `a date is exclusive and in UTC`() throws {
    let until = try #require(SharedAcceptance("2026-12-01"))
    let midnight = Timestamp(seconds: 1_796_083_200)
    #expect(until == .until(midnight))
    #expect(until.holds(at: midnight.advanced(byMilliseconds: -1)))
    #expect(!until.holds(at: midnight))
    #expect(until.description == "2026-12-01")
  }

  @Test(arguments: ["yes", "", "2026-13-01", "2026-02-30", "2026-1-1", "tomorrow", "+026-12-01"])
  func `anything but true, false and a day that exists is refused`(text: String) {
    #expect(SharedAcceptance(text) == nil)
  }

  @Test func `true and false are what they say`() {
    #expect(SharedAcceptance("true")?.holds(at: Timestamp(seconds: 0)) == true)
    #expect(SharedAcceptance("false")?.holds(at: Timestamp(seconds: 0)) == false)
    #expect(SharedAcceptance("true")?.description == "true")
  }
}
