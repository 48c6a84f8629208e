import KeywatchCore
import Testing

@testable import keywatch

struct NoteTimeTests {
  /// Noon of a summer's day, UTC.
  private let now = Timestamp(seconds: 1_782_907_200)

  private func local(_ text: String, now: Timestamp? = nil) throws -> Substring {
    let time = try #require(NoteTime(argument: text))
    return try LocalTime.text(time.timestamp(now: now ?? self.now)).prefix(19)
  }

  @Test(arguments: [
    ("2026-06-30 09:05", "2026-06-30 09:05:00"), ("2026-06-30 9:05", "2026-06-30 09:05:00"),
    ("2026-06-30", "2026-06-30 00:00:00"), ("2024-02-29 23:59", "2024-02-29 23:59:00"),
  ])
  func `without a zone it is what the clocks here show`(text: String, wanted: String) throws {
    #expect(try local(text) == wanted)
  }

  @Test func `a time of day is today's`() throws {
    let today = LocalTime.text(now).prefix(10)
    #expect(try local("00:00") == today + " 00:00:00")
  }

  @Test(arguments: [
    ("2026-06-30T10:00:00Z", 1_782_813_600), ("2026-06-30T12:00:00+02:00", 1_782_813_600),
    ("90m", 1_782_901_800), ("2d", 1_782_734_400),
  ])
  func `a zone or a duration is no local time`(text: String, seconds: Int64) throws {
    let time = try #require(NoteTime(argument: text))
    #expect(try time.timestamp(now: now) == Timestamp(seconds: seconds))
  }

  @Test(arguments: ["2026-07-02", "2026-07-09 00:00", "2026-07-01T12:00:01Z"])
  func `what is still to come is refused`(text: String) throws {
    let time = try #require(NoteTime(argument: text))
    let failure = #expect(throws: Failure.self) { try time.timestamp(now: now) }
    #expect(failure?.text.hasPrefix("--at is still to come: 2026-07-") == true)
  }

  @Test(arguments: ["2026-02-30", "2025-02-29 10:00"])
  func `a day that does not exist is refused`(text: String) throws {
    let time = try #require(NoteTime(argument: text))
    #expect(throws: Failure.usage("--at is a time that does not exist here")) {
      try time.timestamp(now: now)
    }
  }

  @Test(arguments: [
    "", "14", "24:00", "14:60", "14:5", "+4:00", "2026-13-01", "2026-06-30  09:05", "noon",
    "2026-06-30 09:05 x", "26-06-30", "0x10:00",
  ])
  func `anything else is no time`(text: String) {
    #expect(NoteTime(argument: text) == nil)
  }
}
