import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct RandomWalkTests {
  /// A small generator, so that a walk can be walked again.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  private static let keystrokes: [Keystroke] =
    Binding.table.flatMap(\.commands).map(\.0) + [
      .character("x"), .enter, .backspace, .function(1),
    ]

  /// The same with a time line of a few rows: each change of the span reads all of it.
  private func short(_ fixture: Fixture) -> Fixture {
    var fixture = fixture
    guard fixture.snapshot.first != nil else { return fixture }
    fixture.snapshot.timeline = Timeline()
    for hour in 0..<100 {
      fixture.snapshot.timeline.add(
        KeyIdentity(code: UInt16(hour % 5)), at: Fixture.ago(Int64(hour) * 3600),
        count: UInt32(hour))
    }
    return fixture
  }

  private func event(_ dice: inout Dice) -> Event {
    switch Int.random(in: 0..<20, using: &dice) {
    case 0:
      .resize(width: .random(in: 0...300, using: &dice), height: .random(in: 0...100, using: &dice))
    case 1:
      .mouse(
        x: .random(in: -2...300, using: &dice), y: .random(in: -2...100, using: &dice),
        button: [.left, .wheelUp, .wheelDown].randomElement(using: &dice) ?? .left)
    case 2: .tick
    default: .keystroke(Self.keystrokes.randomElement(using: &dice) ?? .escape)
    }
  }

  /// Only what the terminals agree on, in whole characters.
  private func check(_ frame: Frame, _ glyphs: Glyphs) {
    #expect(halves(in: frame).isEmpty)
    let isFit = frame.cells.allSatisfy { cell in
      guard cell.base != 0 else { return true }
      guard let scalar = Unicode.Scalar(cell.base) else { return false }
      let width = ScalarWidth(scalar)
      return (width == .narrow || width == .wide) && (glyphs == .unicode || cell.base < 0x7f)
        && [cell.mark1, cell.mark2].allSatisfy { mark in
          mark == 0 || Unicode.Scalar(mark).map { ScalarWidth($0) == .mark } ?? false
        }
    }
    #expect(isFit)
  }

  @Test(
    "twenty thousand events at any size do no harm and lead home",
    arguments: [Glyphs.unicode, .ascii])
  func walk(glyphs: Glyphs) {
    var dice = Dice(state: glyphs == .unicode ? 1 : 2)
    let states = Fixture.states.sorted { $0.key < $1.key }.map { short($0.value) }
    var dashboard = Dashboard(.init(glyphs: glyphs, isMonochrome: glyphs == .ascii))
    for i in 0..<10_000 {
      _ = dashboard.update(event(&dice))
      guard i % 40 == 0 else { continue }
      if let fixture = states.randomElement(using: &dice) {
        dashboard.show(fixture.snapshot, fixture.liveness)
      }
      let frame = dashboard.frame(
        width: .random(in: 1...300, using: &dice), height: .random(in: 1...100, using: &dice))
      check(frame, glyphs)
    }
    for _ in 0..<10 { _ = dashboard.update(.keystroke(.escape)) }
    #expect(dashboard.mode == .overview)
    #expect(!dashboard.works(.back))
    _ = dashboard.update(.keystroke(.character("7")))
    _ = dashboard.update(.keystroke(.character("0")))
    #expect(dashboard.mode == .overview)
  }

  @Test func `every size from nothing up has a frame of that size`() {
    var dashboard = Dashboard(.init())
    dashboard.show(Fixture.hostile.snapshot, Fixture.hostile.liveness)
    for width in [0, 1, 2, 3, 10, 59, 60, 61, 103, 104, 159, 160, 300] {
      for height in [0, 1, 2, 15, 16, 17, 29, 30, 31, 32, 47, 48, 100] {
        let frame = dashboard.frame(width: width, height: height)
        #expect(frame.cells.count == width * height)
        check(frame, .unicode)
      }
    }
  }
}
