import KeywatchCore
import Testing

struct UnattributedSourcesTests {
  private static func unknown(_ place: String, refused: Reason? = nil) -> Traffic {
    Traffic(caller: "unattributed", place: place, days: 0...1, refused: refused)
  }

  private func sources(_ traffic: [Traffic]) -> UnattributedSources {
    var snapshot = Snapshot(configuration: foundingConfiguration())
    snapshot.uses = traffic.map(\.use)
    return UnattributedSources(snapshot)
  }

  private func claims(_ traffic: [Traffic]) -> [Caller] {
    let sources = sources(traffic)
    return sources.claims(of: sources.rows)
  }

  @Test func `an address and a program are a row, those that were let in first`() {
    let sources = sources([
      Self.unknown("203.0.113.9 /a curl", refused: .unknown),
      Self.unknown("203.0.113.9 /b curl", refused: .unknown),
      Self.unknown("192.0.2.4 /a acme"), Traffic(days: 0...1),
    ])
    #expect(sources.rows.map(\.source) == ["192.0.2.4", "203.0.113.9"])
    #expect(sources.rows.map(\.accepted) == [289, 0])
    #expect(sources.rows.map(\.rejected) == [0, 578])
    #expect(sources.rows[1].routes == ["tracking-ingest /a", "tracking-ingest /b"])
    #expect(sources.requests == 867)
  }

  @Test func `a program that nobody else uses claims more than an address`() {
    let acme = Self.unknown("203.0.113.9 /a acme")
    let block = AddressBlock("203.0.113.9")
    let bySource = [Caller(name: "203.0.113.9", match: block.map { [.source($0)] } ?? [])]
    #expect(claims([acme]) == [Caller(name: "acme", match: [.userAgent("acme*")])])
    // What begins like it, at another address, would be claimed as well.
    #expect(claims([acme, Traffic(place: "192.0.2.1 /a ACME-worker", days: 0...1)]) == bySource)
    for program in ["curl", "", "ab", "a*cme", "\u{feff}acme"] {
      #expect(claims([Self.unknown("203.0.113.9 /a \(program)")]) == bySource)
    }
  }

  @Test func `one line is enough for an address, and names are not given twice`() {
    let programs = ["curl", "Wget", "steve-glen.com"].map { Self.unknown("203.0.113.9 /a \($0)") }
    #expect(claims(programs).map(\.name) == ["203.0.113.9", "steve-glen.com-2"])
  }

  @Test func `what nothing tells apart cannot be claimed`() {
    #expect(claims([Self.unknown(" /a curl")]).isEmpty)
    #expect(claims([Self.unknown("many-sources /a curl")]).isEmpty)
  }
}
