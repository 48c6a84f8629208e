import Testing

@testable import KeywatchCore
@testable import keywatch

struct ReportCommandTests {
  private static func snapshot(decoded: Int, undecoded: Int, rejected: Int) -> Snapshot {
    let configuration = Configuration(name: "x", apis: [], keys: [])
    var snapshot = Snapshot(configuration: configuration)
    snapshot.lines.decoded = decoded
    snapshot.lines.blank = 1
    snapshot.lines.undecodedByReason[Undecoded.notARequest.rawValue] = undecoded
    snapshot.rejections.total = rejected
    return snapshot
  }

  @Test(arguments: [
    (0, 0, 0, 0), (0, 3, 0, 65), (5, 0, 0, 0), (5, 3, 0, 1), (5, 0, 2, 1), (5, 3, 2, 1),
  ])
  func `the status is the answer`(decoded: Int, undecoded: Int, rejected: Int, status: Int32) {
    let failure = ReportCommand.failure(
      of: Self.snapshot(decoded: decoded, undecoded: undecoded, rejected: rejected),
      failOn: [.rejected, .undecoded])
    #expect(failure?.status ?? 0 == status)
  }

  @Test func `without --fail-on nothing that was decoded is a failure`() {
    let snapshot = Self.snapshot(decoded: 5, undecoded: 3, rejected: 2)
    #expect(ReportCommand.failure(of: snapshot, failOn: []) == nil)
  }

  @Test func `the message says what was found`() {
    let snapshot = Self.snapshot(decoded: 5, undecoded: 3, rejected: 2)
    let failure = ReportCommand.failure(of: snapshot, failOn: [.rejected, .regressed, .undecoded])
    #expect(failure == .no("2 rejected, 3 undecoded"))
  }
}
