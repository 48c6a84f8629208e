import KeywatchCore
import Testing

/// The states of places by rule 5; the caller itself is always on the dedicated key from day 15 on.
struct MigrationPlaceTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let state: PlaceStatus.State
    let traffic: [Traffic]
    var end = 17.0
    var testDescription: String { name }
  }

  private static let place = "203.0.113.7 /import curl"

  private static func old(_ days: ClosedRange<Double>, every: Double = 60) -> Traffic {
    Traffic(key: .shared, place: place, days: days, every: every)
  }

  private static func new(_ days: ClosedRange<Double>, every: Double = 60) -> Traffic {
    Traffic(key: .dedicated, place: place, days: days, every: every)
  }

  static let cases: [Case] = [
    Case(name: "never on the old key", state: .moved, traffic: [new(16...17)]),
    Case(name: "moved", state: .moved, traffic: [old(0...15), new(15.1...17)]),
    Case(
      name: "two requests are not three", state: .both, traffic: [old(0...15), new(15.1...15.15)]),
    Case(
      name: "three requests, old key not yet silent", state: .both,
      traffic: [old(0...15), new(15.01...15.1)], end: 15.1),
    Case(name: "both keys", state: .both, traffic: [old(0...17), new(15...17)]),
    Case(
      name: "on the new key before, back on the old one", state: .both,
      traffic: [new(15...16), old(16.1...17)]),
    Case(name: "left behind", state: .oldOnly, traffic: [old(0...16.5)]),
    Case(name: "left behind, daily", state: .oldOnly, traffic: [old(0...15, every: 1440)]),
    Case(name: "dead, hourly", state: .quiet, traffic: [old(0...15)], end: 16.1),
    Case(name: "dead, daily", state: .quiet, traffic: [old(0...15, every: 1440)], end: 18.1),
    Case(
      name: "dead, but its past is short", state: .oldOnly, traffic: [old(5...10)], end: 16.9),
    Case(name: "dead for longer than that", state: .quiet, traffic: [old(5...10)], end: 17.1),
    Case(name: "seen once", state: .oldOnly, traffic: [old(9...9)], end: 22.9),
    Case(name: "seen once, before the look-back", state: .quiet, traffic: [old(9...9)], end: 23.1),
    Case(
      name: "one burst is one look", state: .oldOnly,
      traffic: [old(9...9.002, every: 1)], end: 22.9),
  ]

  @Test("each place has its state", arguments: cases)
  func states(_ course: Case) throws {
    let main = [
      Traffic(key: .shared, days: 0...14.9), Traffic(key: .dedicated, days: 15...course.end),
    ]
    let status = try #require(evidence(main + course.traffic).status)
    let place = try #require(status.places.first { $0.place.userAgent == "curl" })
    #expect(place.state == course.state)
  }

  @Test func `an address and program seen with the new key are the caller's, backwards in time`()
    throws
  {
    let status = try #require(
      evidence([
        Traffic(caller: "unattributed", place: "192.0.2.5 /batch sync", days: 0...3),
        Traffic(caller: "unattributed", place: "192.0.2.6 /batch other", days: 0...3),
        Traffic(key: .dedicated, place: "192.0.2.5 /batch sync", days: 2...3, by: .holder),
      ]).status)
    #expect(status.places.map(\.place.source) == ["192.0.2.5"])
    #expect(status.places.map(\.by) == [.holder])
    #expect(status.places.map(\.state) == [.both])
    #expect(status.verdict == .started)
  }

  @Test func `a rule names a caller more surely than what was learnt`() throws {
    let status = try #require(
      evidence([
        Traffic(caller: "unattributed", place: "192.0.2.5 /click sync", days: 0...2),
        Traffic(key: .dedicated, place: "192.0.2.5 /batch sync", days: 2.1...3),
      ]).status)
    #expect(status.places.map(\.by) == [.learnt, .rule])
    #expect(status.places.map(\.place.route) == ["/click", "/batch"])
  }
}
