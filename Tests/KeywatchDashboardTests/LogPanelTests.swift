import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

struct LogPanelTests {
  private func entry(_ status: Int?, _ outcome: Outcome = .accepted) -> LogEntry {
    LogEntry(
      time: Fixture.now, identity: Fixture.shared, outcome: outcome, status: status,
      method: "GET", path: "/api/db/users", caller: "metabase", source: "192.0.2.62",
      userAgent: "metabase", durationMilliseconds: 41)
  }

  @Test(
    "only what went well is green",
    arguments: [
      (200, .ok), (302, .ok), (400, .warn), (404, .warn), (429, .warn), (500, .bad), (503, .bad),
    ] as [(Int, Role)])
  func colour(status: Int, role: Role) {
    #expect(LogPanel.status(entry(status)).map(\.style.role) == [role])
  }

  @Test func `what was rejected is bad whatever its status`() {
    #expect(LogPanel.status(entry(401, .rejected(.missing))).map(\.style.role) == [.bad])
  }

  @Test func `the path follows the widest caller, and a wide screen has the source behind it`() {
    var fixture = Fixture.rich
    fixture.snapshot.log = [entry(200), entry(404)]
    var dashboard = Dashboard(.init())
    dashboard.show(fixture.snapshot, fixture.liveness)
    let wide = dashboard.frame(width: 120, height: 36).text.joined(separator: "\n")
    #expect(wide.contains("09:41:27 ◆ 404 GET  metabase /api/db/users "))
    #expect(wide.contains(" 192.0.2.62 41ms "))
    let narrow = dashboard.frame(width: 80, height: 24).text.joined(separator: "\n")
    #expect(narrow.contains("◆ 404 GET  metabase /api/db/users ") && !narrow.contains("192.0.2.62"))
  }
}
