import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct StyleTests {
  private func frame(_ fixture: Fixture, _ keystrokes: [Keystroke] = []) -> Frame {
    var dashboard = Dashboard(.init())
    dashboard.show(fixture.snapshot, fixture.liveness)
    _ = dashboard.update(.resize(width: 120, height: 36))
    for keystroke in keystrokes { _ = dashboard.update(.keystroke(keystroke)) }
    return dashboard.frame(width: 120, height: 36)
  }

  /// The style in which a text stands on the screen where it is first found.
  private func style(of text: String, in frame: Frame, row: Int? = nil) throws -> Style {
    let wanted = Array(text.unicodeScalars.map(\.value))
    for y in row.map({ $0...$0 }) ?? 0...frame.height - 1 {
      let cells = Array(frame.row(y))
      for x in 0...(cells.count - wanted.count)
      where cells[x..<x + wanted.count].map(\.base) == wanted {
        return cells[x].style
      }
    }
    throw Missing(text: text)
  }

  private struct Missing: Error { var text: String }

  @Test(
    "an identity is sign, word and colour",
    arguments: [
      ("● dedicated", .dedicated), ("◆ shared", .shared), ("▲ unknown", .unknown),
      ("○ none", .keyless),
    ] as [(String, Role)])
  func identity(text: String, role: Role) throws {
    #expect(
      try style(of: text, in: frame(.rich), row: [.dedicated, .shared].contains(role) ? 3 : nil)
        .role == role)
  }

  @Test func `further keys and retired ones have looks of their own`() throws {
    #expect(try style(of: "□ zapier", in: frame(.several)).role == .third)
    #expect(try style(of: "◇ metabase", in: frame(.several)).role == .fourth)
    #expect(try style(of: "△ cron", in: frame(.several)).role == .fifth)
    #expect(try style(of: "✝ shared", in: frame(.done)).role == .retired)
  }

  @Test(
    "a mode is a filled badge",
    arguments: [
      (" LIVE ", "rich", .ok), (" WAITING ", "empty", .pending),
      (" REPLAY 62% ", "replay", .accent),
      (" STALE ", "stale", .warn), (" DEGRADED ", "degraded", .bad),
    ] as [(String, String, Role)])
  func badge(text: String, state: String, role: Role) throws {
    let style = try style(of: text, in: frame(try #require(Fixture.states[state])), row: 0)
    #expect(style == Style(role, bold: true, filled: true))
  }

  @Test func `the header is one bar`() {
    let header = frame(.rich).row(0)
    #expect(header.allSatisfy { $0.style.role == .header || $0.style.filled })
  }

  @Test func `only the focused panel has an accent border`() {
    let frame = frame(.rich)
    let corners = frame.cells.filter { $0.base == 0x256d }.map(\.style.role)
    #expect(corners.count { $0 == .accent } == 1)
    #expect(corners.count { $0 == .border } == 5)
  }

  @Test func `states and prospects have their colours`() throws {
    let frame = frame(.rich)
    #expect(try style(of: "✓ 1", in: frame) == Style(.ok, bold: true))
    #expect(try style(of: "▶ 2", in: frame) == Style(.accent, bold: true))
    #expect(try style(of: "▶ mixed", in: frame).role == .warn)
    #expect(try style(of: "✗ breaks", in: frame).role == .bad)
    #expect(try style(of: "! 12", in: frame).role == .bad)
    #expect(try style(of: "✗ 2", in: self.frame(.several, [.right])).role == .bad)
  }

  @Test func `what was written out is marked as such`() throws {
    #expect(try style(of: "<U+202E>", in: frame(.hostile)).role == .escape)
    #expect(try style(of: "^[", in: frame(.hostile)).role == .escape)
  }
}
