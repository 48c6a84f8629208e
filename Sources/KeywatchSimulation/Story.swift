import KeywatchCore

/// The move from the shared to the dedicated key over 14 days, as minutes from its beginning.
///
/// The times follow from the verdict's limits: 7 days of silence and 1,500 slots between the last
/// use of the old key (`secondAddressMoves`) and `rotation`, and a day after the last use of the
/// old value (`Cast.internalUsers`) before the end.
package enum Story {
  /// What the server knows of the keys between two of its starts.
  package enum Chapter: Int, CaseIterable, Sendable { case sharedOnly, bothKeys, overlap, rotated }

  package static let minutes = 14 * day
  static let day = 24 * 60

  /// Step 1: the dedicated key is added.
  package static let keyAdded = 865
  /// Step 2: one address of steve-glen.com moves, the other is left behind for a day.
  package static let firstAddressMoves = day
  package static let secondAddressMoves = 2 * day
  static let routineDeploy = 7630
  /// Step 4: the shared key gets a new value, for a while beside the previous one.
  package static let rotation = 13_825
  /// The previous value is refused.
  package static let retirement = 16_130

  /// The starts of the server, in order of time.
  package static let starts: [(minute: Int, chapter: Chapter)] = [
    (0, .sharedOnly), (keyAdded, .bothKeys), (routineDeploy, .bothKeys), (rotation, .overlap),
    (retirement, .rotated),
  ]

  /// The keys, APIs and callers of the story: those of the built-in configuration.
  package static let configuration = Configuration(
    name: "demo", test: "/api/tracking-ingest/test",
    apis: ["tracking-ingest", "link-tracking", "analyze", "db", "automation"].map {
      APIGroup(name: $0, path: "/api/\($0)/*", access: "")
    },
    keys: [
      Key(name: "dedicated", apis: [0], holder: "steve-glen.com"),
      Key(name: "shared", apis: [0, 1, 2, 3, 4]),
    ],
    callers: [Caller(name: "steve-glen.com", match: [.client("steve-glen.com")])],
    migrations: [Migration(caller: 0, api: 0, from: 1, to: 0)])
}
