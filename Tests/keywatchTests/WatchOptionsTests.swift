import Testing

@testable import keywatch

struct WatchOptionsTests {
  @Test func `a size is width and height`() {
    let size = WatchOptions.Size(argument: "120x36")
    #expect(size?.width == 120)
    #expect(size?.height == 36)
  }

  @Test(arguments: ["", "120", "120x", "x36", "0x36", "120x36x1", "1001x10", "-1x5", "ax5"])
  func `anything else is no size`(text: String) {
    #expect(WatchOptions.Size(argument: text) == nil)
  }
}
