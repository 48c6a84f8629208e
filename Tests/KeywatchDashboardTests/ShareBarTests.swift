import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct ShareBarTests {
  @Test(
    "the parts fill the bar and what occurred is seen",
    arguments: [
      ([724, 241, 23, 12], 80, [58, 19, 2, 1]), ([1_000_000, 1], 10, [9, 1]), ([0, 5], 4, [0, 4]),
      ([1, 1, 1], 2, [1, 1, 0]), ([], 5, []), ([3], 0, [0]),
    ])
  func widths(counts: [Int], room: Int, wanted: [Int]) {
    #expect(ShareBar.widths(counts, in: room) == wanted)
  }

  private func bar(_ glyphs: Glyphs, isMonochrome: Bool) -> Frame {
    let fixture = Fixture.rich
    let picture = Picture(fixture.snapshot, fixture.liveness, Choice(), glyphs: glyphs)
    var canvas = Canvas(width: 60, height: 1, glyphs: glyphs)
    ShareBar(picture: picture, isMonochrome: isMonochrome).draw(on: &canvas, y: 0)
    return canvas.frame
  }

  @Test func `with colour every part is a filled stretch of its role`() {
    let styles = bar(.unicode, isMonochrome: false).cells.map(\.style)
    #expect(styles.allSatisfy { $0.filled })
    #expect(styles.first?.role == .dedicated)
    #expect(styles.last?.role == .keyless)
  }

  @Test func `without colour the parts differ by their filling`() {
    #expect(
      bar(.unicode, isMonochrome: true).text == [
        " ● dedicated 72.4% ████████████████████████ ◆ ▓▓▓▓▓▓▓▓▓▓▓▓▒░"
      ])
    #expect(
      bar(.ascii, isMonochrome: true).text == [
        " D dedicated 72.4% DDDDDDDDDDDDDDDDDDDDDDDD S SSSSSSSSSSSSX-"
      ])
    #expect(bar(.unicode, isMonochrome: true).cells.allSatisfy { !$0.style.filled })
  }
}
