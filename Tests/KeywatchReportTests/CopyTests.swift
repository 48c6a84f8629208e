import Testing

@testable import KeywatchCore
@testable import KeywatchReport

/// The copy for a caller, held against a snapshot in which everything that is not its own is marked.
struct CopyTests {
  private static let canary = "CANARY"
  private static let figure = 7_654_321

  private static var snapshot: Snapshot {
    var snapshot = HostileSnapshot.of(canary)
    let sample = SampleSnapshot.snapshot
    snapshot.configuration.header = canary
    snapshot.configuration.keys = [
      Key(name: "dedicated", apis: [0]), Key(name: "shared", apis: [0]),
      Key(name: canary, environment: canary, apis: [0], holder: canary),
    ]
    snapshot.callers = sample.callers + [stranger]
    snapshot.callers[1].keys[0].accepted = figure
    snapshot.keys.append(KeyRow(identity: KeyIdentity(key: 2), name: canary, accepted: figure))
    for i in snapshot.keys.indices {
      snapshot.keys[i].apis = [APICounts(accepted: figure, rejected: figure)]
      snapshot.keys[i].fingerprint = Fingerprint(bits: 0xcafe_cafe_cafe_cafe)
    }
    snapshot.accepted = figure
    snapshot.exposures = [Exposure(identity: KeyIdentity(key: 2), count: figure)]
    snapshot.lines.decoded = figure
    snapshot.rejections.total = figure
    snapshot.policies = [PolicyObservation(api: canary, policy: .both, since: snapshot.first)]
    snapshot.migrations = [own, foreign]
    return snapshot
  }

  private static var stranger: CallerRow {
    CallerRow(
      caller: canary, index: nil, isOperator: false,
      keys: [.init(identity: KeyIdentity(key: 2), accepted: figure)])
  }

  private static var own: MigrationStatus {
    var migration = SampleSnapshot.snapshot.migrations[0]
    migration.sentence = canary
    migration.next = canary
    for i in migration.steps.indices { migration.steps[i].evidence = [canary] }
    migration.blocking = [canary]
    migration.blockingRotation = [canary]
    migration.obstacles = [canary]
    return migration
  }

  private static var foreign: MigrationStatus {
    var migration = own
    (migration.caller, migration.api) = (canary, canary)
    (migration.from, migration.to) = (canary, canary)
    migration.places[0].place = Place(source: canary, route: canary, userAgent: canary)
    return migration
  }

  private static func forms(_ report: Report) throws -> [String] {
    [
      report.text(width: 4000), report.markdown(), try report.html(),
      String(decoding: report.json(), as: UTF8.self),
    ]
      + Sheet.Name.allCases.map {
        String(decoding: report.csv(report.sheet($0)), as: UTF8.self)
      }
  }

  private static func hasCanary(_ text: String) -> Bool {
    [canary, "\(figure)", "7,654,321", "cafecafe"].contains { text.contains($0) }
  }

  @Test func `nothing of anybody else is in a copy, in no form`() throws {
    for form in try Self.forms(Report(Self.snapshot, caller: "steve-glen.com")) {
      #expect(!Self.hasCanary(form), "\(form)")
    }
  }

  @Test func `the whole report has all of it, and says that it is internal`() throws {
    let forms = try Self.forms(Report(Self.snapshot))
    #expect(forms.allSatisfy(Self.hasCanary))
    #expect(forms.allSatisfy { $0.lowercased().contains("internal") })
  }

  @Test func `a copy says whom it is for, and what is the caller's own`() throws {
    let report = Report(Self.snapshot, caller: "steve-glen.com")
    for form in try Self.forms(report).prefix(4) {
      #expect(!form.lowercased().contains("internal"))
      for word in ["dedicated", "shared", "confirmed", "12,598", "198.51.100.7", "monitor"] {
        let plain = form.replacing("\\", with: "").replacing("12598", with: "12,598")
        #expect(plain.contains(word), "\(word) in \(form)")
      }
    }
    #expect(report.text(width: 100).hasPrefix("keywatch report for steve-glen.com"))
    #expect(report.snapshot.requests == 12_700)
  }

  @Test(arguments: Verdict.allCases)
  func `each verdict stays what it is, in the caller's own words`(verdict: Verdict) {
    var snapshot = Self.snapshot
    snapshot.migrations[0].verdict = verdict
    for state in StepStatus.State.allCases {
      for i in 0..<4 { snapshot.migrations[0].steps[i].state = state }
      let copy = snapshot.copy(for: "steve-glen.com").migrations[0]
      #expect(copy.verdict == verdict)
      #expect(copy.steps.prefix(3).allSatisfy { $0.state == state })
      #expect(copy.steps.allSatisfy { !$0.evidence.isEmpty })
      #expect(copy.steps[3].state == (state == .done ? .done : .pending))
      #expect(!copy.sentence.isEmpty && !copy.next.isEmpty)
    }
  }

  @Test func `a copy for a caller without a request or a migration says nothing`() throws {
    let report = Report(Self.snapshot, caller: "nobody")
    for form in try Self.forms(report) { #expect(!Self.hasCanary(form)) }
    #expect(report.snapshot.requests == 0)
    #expect(report.snapshot.migrations.isEmpty)
  }
}
