import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct MatrixPanelTests {
  private func frame(_ fixture: Fixture) -> Frame {
    var dashboard = Dashboard(.init())
    dashboard.show(fixture.snapshot, fixture.liveness)
    return dashboard.frame(width: 120, height: 36)
  }

  @Test func `a key on an API it is not for is marked whether it was refused or accepted`() {
    for counts in [APICounts(accepted: 0, rejected: 77), APICounts(accepted: 77, rejected: 0)] {
      var fixture = Fixture.rich
      fixture.snapshot.keys[0].apis[3] = counts
      let frame = frame(fixture)
      let row = frame.text.firstIndex { $0.hasPrefix("│ db ") } ?? 0
      #expect(frame.text[row].contains(" ! 77 "))
      let mark = frame.row(row).first { $0.base == 0x21 }
      #expect(mark?.style == Style(.bad, bold: true))
    }
  }

  @Test func `the keys' heads give way before the APIs' names`() {
    let text = frame(.unlabelled).text.joined(separator: "\n")
    for api in Fixture.apis { #expect(text.contains("│ \(api.name) ")) }
    #expect(text.contains("? unla…"))
  }
}
