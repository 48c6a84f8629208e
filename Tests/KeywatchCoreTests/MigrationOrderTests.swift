import KeywatchCore
import Testing

struct MigrationOrderTests {
  /// A little of everything.
  private static let traffic: [Traffic] =
    MigrationVerdictTests.switched(until: 21) + [
      Traffic(place: "203.0.113.7 /import curl", days: 8...15, every: 1440),
      Traffic(place: "203.0.113.8 /import curl", days: 8...15, every: 1440),
      Traffic(key: .dedicated, place: "203.0.113.8 /import curl", days: 16...21),
      Traffic(caller: "unattributed", place: "192.0.2.9 /batch curl", days: 18...19),
      Traffic(caller: "unattributed", place: "192.0.2.8 /batch curl", days: 18...19),
      Traffic(caller: "analytics-cron", api: .analyze, place: "10.0.0.5 /s cron", days: 0...21),
      Traffic(key: .unknown, place: "192.0.2.3 /a curl", days: 3...4, refused: .unknown),
      Traffic(key: .dedicated, api: .db, place: "192.0.2.3 /b curl", days: 3...4, refused: .scope),
      Traffic(
        key: .dedicated, api: .links, place: "192.0.2.3 /b curl", days: 3...4, refused: .scope),
      Traffic(days: 19...19.01),
    ]

  private func check(_ uses: [Use]) {
    let wanted = evidence(Self.traffic)
    var other = wanted
    other.uses = uses
    #expect(other.migrationStatuses() == wanted.migrationStatuses())
    #expect(other.policies() == wanted.policies())
    #expect(other.alarms() == wanted.alarms())
  }

  @Test func `the order of the uses does not matter`() {
    let uses = evidence(Self.traffic).uses
    check(uses.reversed())
    check(uses.sorted { $0.place < $1.place })
    check(uses.sorted { $0.count < $1.count })
  }

  @Test func `two halves of the log make the same statuses as the whole`() {
    // Cut where a row has a request, so that no gap is lost between the halves.
    check(
      Self.traffic.flatMap { row -> [Use] in
        let steps = ((row.days.upperBound - row.days.lowerBound) * 1440 / row.every).rounded(.down)
        guard steps >= 2 else { return [row.use] }
        let cut = row.days.lowerBound + (steps / 2).rounded(.down) * row.every / 1440
        var early = row
        early.days = row.days.lowerBound...cut
        var late = row
        late.days = (cut + row.every / 1440)...row.days.upperBound
        return [late.use, early.use]
      })
  }
}
