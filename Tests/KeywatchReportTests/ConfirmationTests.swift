import Foundation
import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct ConfirmationTests {
  private static func time(_ text: String) -> Timestamp { SampleSnapshot.time(text) }

  /// The sample's migration with another verdict; its old key was used last on 2026-11-02 at 14:02:11.
  private static func snapshot(_ verdict: Verdict, isMonitored: Bool = false) -> Snapshot {
    var snapshot = SampleSnapshot.snapshot
    snapshot.notes = []
    snapshot.migrations[0].verdict = verdict
    snapshot.migrations[0].blocking = isMonitored ? [] : ["917 more slots"]
    snapshot.migrations[0].steps[2].state = isMonitored ? .done : .active
    snapshot.migrations[0].earliest = isMonitored ? nil : time("2026-11-20T10:30:00Z")
    return snapshot
  }

  private static func note(_ at: String, caller: String = "steve-glen.com") -> Note {
    Note(
      at: time(at), by: "root", kind: .ownerConfirmed, caller: caller, text: "all switched",
      recorded: time("2026-11-07T00:00:00Z"))
  }

  @Test func `it is confirmed when step 3 is done, and only then`() {
    #expect(Confirmation(Self.snapshot(.confirmed, isMonitored: true)).isConfirmed)
    #expect(!Confirmation(Self.snapshot(.confirmed)).isConfirmed)
    #expect(!Confirmation(Self.snapshot(.provisional)).isConfirmed)
  }

  @Test func `without a migration nothing is confirmed`() {
    var snapshot = Self.snapshot(.confirmed, isMonitored: true)
    #expect(!Confirmation(snapshot, caller: "somebody else").isConfirmed)
    snapshot.migrations = []
    #expect(!Confirmation(snapshot).isConfirmed)
  }

  @Test func `the first line says what is missing and the earliest date`() {
    let text = Confirmation(Self.snapshot(.provisional)).text(width: 100)
    #expect(
      text.hasPrefix(
        "not confirmed: steve-glen.com on tracking-ingest: 917 more slots; earliest 2026-11-20 10:30 UTC\n"
      ))
  }

  @Test func `the first line says what is confirmed`() {
    let text = Confirmation(Self.snapshot(.confirmed, isMonitored: true)).text(width: 100)
    #expect(
      text.hasPrefix(
        "confirmed: steve-glen.com on tracking-ingest: at most 1 in 135 of its requests still uses shared\n"
      ))
    #expect(text.contains("newest line   2026-11-08 00:00 UTC"))
  }

  @Test(arguments: [
    (nil, false), ("2026-11-02T14:02:10Z", false), ("2026-11-02T14:02:11Z", true),
    ("2026-11-05T00:00:00Z", true),
  ])
  func `a provisional verdict does with the owner's word since the last use of the old key`(
    at: String?, isConfirmed: Bool
  ) {
    var snapshot = Self.snapshot(.provisional)
    snapshot.notes = at.map { [Self.note($0)] } ?? []
    let answer = Confirmation(snapshot, bar: .provisional)
    #expect(answer.isConfirmed == isConfirmed)
    #expect(!Confirmation(snapshot).isConfirmed)
    let text = answer.text(width: 100)
    #expect(text.contains("at most 1 in 135 of its requests") == isConfirmed)
    #expect(text.contains("all switched") == isConfirmed)
    #expect(text.contains("no note owner_confirmed for steve-glen.com") == !isConfirmed)
  }

  @Test func `the owner of another caller has said nothing of this one`() {
    var snapshot = Self.snapshot(.provisional)
    snapshot.notes = [Self.note("2026-11-05T00:00:00Z", caller: "us")]
    #expect(!Confirmation(snapshot, bar: .provisional).isConfirmed)
  }

  @Test(arguments: [Verdict.switching, .silent, .regressed, .cannotTell, .started])
  func `no word of the owner makes up for a verdict below provisional`(verdict: Verdict) {
    var snapshot = Self.snapshot(verdict)
    snapshot.notes = [Self.note("2026-11-05T00:00:00Z")]
    #expect(!Confirmation(snapshot, bar: .provisional).isConfirmed)
  }

  @Test func `an alarm of the caller keeps the lower bar from being met, too`() {
    var snapshot = Self.snapshot(.provisional)
    snapshot.notes = [Self.note("2026-11-05T00:00:00Z")]
    snapshot.migrations[0].obstacles = ["alarm scope: 7 of its requests"]
    let answer = Confirmation(snapshot, bar: .provisional)
    #expect(!answer.isConfirmed)
    #expect(
      answer.text(width: 100).hasPrefix(
        "not confirmed: steve-glen.com on tracking-ingest: alarm scope"))
  }

  @Test func `of several migrations the last to be met gives the date`() throws {
    var snapshot = Self.snapshot(.provisional)
    snapshot.migrations.append(snapshot.migrations[0])
    snapshot.migrations[1].earliest = Self.time("2026-12-01T00:00:00Z")
    #expect(Confirmation(snapshot).earliest == Self.time("2026-12-01T00:00:00Z"))
    snapshot.migrations[0].earliest = nil
    #expect(Confirmation(snapshot).earliest == nil)
  }

  @Test func `its JSON is an answer, the migrations and a date`() throws {
    var snapshot = Self.snapshot(.provisional)
    snapshot.notes = [Self.note("2026-11-05T00:00:00Z")]
    let (no, yes) = (Confirmation(snapshot), Confirmation(snapshot, bar: .provisional))
    let refused = try JSONSerialization.jsonObject(with: Data(no.json())) as? [String: Any]
    #expect(refused?["confirmed"] as? Bool == false)
    #expect(refused?["earliest"] as? String == "2026-11-20T10:30:00Z")
    #expect(
      (refused?["migrations"] as? [[String: Any]])?.first?["verdict"] as? String == "provisional")
    let accepted = try JSONSerialization.jsonObject(with: Data(yes.json())) as? [String: Any]
    #expect(accepted?["confirmed"] as? Bool == true)
    #expect(accepted?["earliest"] is NSNull)
    let first = (accepted?["accepted"] as? [[String: Any]])?.first
    #expect(first?["share_bound"] as? Double == 0.0074)
    #expect((first?["note"] as? [String: Any])?["kind"] as? String == "owner_confirmed")
  }
}
