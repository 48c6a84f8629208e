import KeywatchCore

/// What one look sees, and what is made of it so far.
struct Scene {
  /// Each file once, in reading order.
  let seen: [Sighting]
  let live: Sighting?
  let now: Moment
  /// What was read under the name until now.
  var lastLive: LineStream?
  /// Files whose content nobody accounts for.
  var unknown: [Sighting] = []
  /// Files that were put aside or read: the content of another may be in them all the same.
  var aside: [Sighting] = []
  /// Of these, those that have more than was read of them.
  var grown: [Sighting] = []
  var openings: [Opening] = []
  /// Files that could not be read now, as one that was replaced since it was seen, and the contents that may stand in them.
  var unread: Set<FileIdentity> = []
  var unclear: Set<Int> = []
  /// The number the next stream gets.
  private(set) var numbers: Int

  /// One file may be seen under two names, when it was renamed during the look: the later one counts.
  init(_ sightings: [Sighting], numbers: Int, now: Moment) {
    var identities: Set<FileIdentity> = []
    seen = Array(
      sightings.reversed().filter { identities.insert($0.identity).inserted }.reversed())
    live = seen.last(where: \.isLive)
    self.numbers = numbers
    self.now = now
  }

  /// A number for a stream.
  mutating func takeNumber() -> Int {
    defer { numbers += 1 }
    return numbers
  }

  /// True where a file is seen.
  func has(_ identity: FileIdentity) -> Bool { seen.contains { $0.identity == identity } }

  /// True for a file in which a known content goes on.
  func opens(_ sighting: Sighting) -> Bool {
    openings.contains { $0.sighting.identity == sighting.identity && $0.stream != nil }
  }

  /// True for a compressed file beside the plain one: it is not complete yet.
  func isBeingMade(_ sighting: Sighting) -> Bool {
    sighting.isCompressed
      && seen.contains {
        !$0.isCompressed && sighting.path.hasPrefix($0.path + ".") && $0.age == sighting.age
      }
  }

  /// What to open, in reading order.
  var orderedOpenings: [Opening] {
    seen.compactMap { sighting in openings.first { $0.sighting.identity == sighting.identity } }
  }
}
