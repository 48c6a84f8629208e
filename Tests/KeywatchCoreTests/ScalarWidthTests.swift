import Testing

@testable import KeywatchCore

struct ScalarWidthTests {
  @Test(
    "characters all terminals agree on keep their width",
    arguments: ["a~éńЖαא─│╭╮╰╯━╸●◆▲○✓✗▶·…→×█▓▒░▁⣿✝□◇△▽¹²³–↑↓←→", "日本한👍ー"])
  func agreed(text: String) {
    let widths = Set(text.unicodeScalars.map { ScalarWidth($0) })
    #expect(widths == [text.hasPrefix("a") ? .narrow : .wide])
  }

  @Test(
    "combining marks join the character before them", arguments: ["\u{301}", "\u{308}", "\u{20e3}"])
  func marks(text: String) throws {
    #expect(ScalarWidth(try #require(text.unicodeScalars.first)) == .mark)
  }

  @Test(
    "what hides, drives or is measured differently is written out",
    arguments: [
      0x00, 0x1b, 0x7f, 0x80, 0x9b, 0xa0, 0xad, 0x34f, 0x600, 0x903, 0x94d, 0x1160, 0x180b, 0x200b,
      0x200d,
      0x200e, 0x2028, 0x202e, 0x2066, 0x2630, 0x3000, 0x3164, 0x3248, 0xe000, 0xfe0f, 0xfeff,
      0x1f1e6,
      0x1f3fd, 0x1fae8, 0x1fadf, 0xe0001, 0xe0100, 0xf0000, 0x10ffff, 0x378,
    ] as [UInt32])
  func escaped(value: UInt32) throws {
    #expect(ScalarWidth(try #require(Unicode.Scalar(value))) == .escaped)
  }

  @Test func `the table covers every scalar`() {
    var counts: [ScalarWidth: Int] = [:]
    for value in 0...0x10ffff as ClosedRange<UInt32> {
      if let scalar = Unicode.Scalar(value) { counts[ScalarWidth(scalar), default: 0] += 1 }
    }
    #expect(counts.values.reduce(0, +) == 0x110000 - 0x800)
    #expect(counts[.wide, default: 0] > 80_000)
    #expect(counts[.narrow, default: 0] > 10_000)
  }
}
