import Testing

@testable import KeywatchCore

struct WaiverTests {
  private let place = Place(source: "198.51.100.7", route: "/batch", userAgent: "steve glen agent")

  @Test(arguments: [
    ("198.51.100.7", true), ("198.51.100.7 /batch", true),
    ("198.51.100.7 /batch steve glen agent", true), ("198.51.100.8", false),
    ("198.51.100.7 /other", false), ("198.51.100.7 /batch curl", false), ("", false),
  ])
  func `parts of a place that are missing match all`(text: String, isCovered: Bool) {
    let waiver = Waiver(
      caller: "x", place: text, why: "", by: "", at: Timestamp(milliseconds: 0))
    #expect(waiver.covers(place) == isCovered)
  }
}
