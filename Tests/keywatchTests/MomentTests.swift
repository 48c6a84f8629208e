import KeywatchCore
import Testing

@testable import keywatch

struct MomentTests {
  private let now = Timestamp(seconds: 1_000_000)

  @Test(arguments: [
    ("1970-01-02", 86_400), ("1970-01-02T00:00:01Z", 86_401), ("1h", 996_400), ("2d", 827_200),
    ("90s", 999_910), ("15m", 999_100),
  ])
  func `a moment is a time, a date or a duration back from now`(text: String, seconds: Int64) {
    #expect(Moment(argument: text)?.timestamp(now: now) == Timestamp(seconds: seconds))
  }

  @Test(arguments: [
    "", "1", "h", "-1h", "1.5h", "yesterday", "1970-02-30", "99999999999999999999d",
  ])
  func `anything else is none`(text: String) {
    #expect(Moment(argument: text) == nil)
  }

  @Test func `the longest duration is the beginning of time, not a trap`() {
    #expect(Moment.ago(seconds: .max).timestamp(now: now) < Timestamp(seconds: 0))
  }
}
