import Glibc
import KeywatchCore

extension SourceSet {
  /// The positions that changed since they were saved last, as of a look made now; ask again until
  /// `positionsSaved`.
  ///
  /// The look comes first: a copy in the making is known then before what was read of its original is
  /// stored. What `next` has given until now must have been counted.
  package mutating func movedPositions(now: ContinuousClock.Instant = .now) -> [Position] {
    look(now: now)
    return tails.indices.flatMap { index in
      tails[index].movedPositions(of: patterns[tails[index].source].name).map(Position.file)
    } + movedCommands()
  }

  /// Takes in how many bytes of complete lines at the end of what was read of a stream are not counted yet: a stored
  /// position is before them.
  package mutating func hold(_ count: Int, of stream: LineStream) {
    guard let index = readers[stream] else { return }
    tails[index].hold(count, of: stream)
  }

  /// Whether lines of a stream may be held back (`hold`).
  package func canHold(_ stream: LineStream) -> Bool {
    readers[stream].map { tails[$0].canHold(stream) } ?? true
  }

  /// Whether a stream's lines can be read again from its stored position.
  package func isFile(_ stream: LineStream) -> Bool { readers[stream] != nil }

  /// True while `next` has a `.dropped` to give: what is held back of that stream is not counted yet.
  package var hasDropped: Bool { tails.contains(where: \.hasDropped) }

  /// Takes in that what `movedPositions` gave last is stored.
  package mutating func positionsSaved() {
    for index in tails.indices { tails[index].positionsSaved() }
    commandsSaved()
  }

  /// The holes that were found since they were asked for last.
  package mutating func takeHoles() -> [FoundHole] {
    var holes: [FoundHole] = []
    for index in tails.indices { holes += tails[index].takeHoles() }
    return holes + takeCommandHoles()
  }

  /// Gives each name that has positions a tail that goes on from them.
  mutating func restore(_ positions: [Position]) {
    var known: [Ownership.Name: [FilePosition]] = [:]
    for case .file(let position) in positions {
      guard let source = patterns.firstIndex(where: { $0.name == position.source }) else {
        continue
      }
      known[Ownership.Name(source: source, path: position.name), default: []].append(position)
    }
    for (name, positions) in known.sorted(by: { $0.key.path < $1.key.path }) {
      tails.append(
        FileTail(
          name: name.path, source: name.source, start: start, positions: positions, open: open))
    }
  }

  /// Opens a log file that was seen.
  static func file(_ sighting: Sighting) throws(InputError) -> any LogFile {
    guard sighting.isCompressed else { return try Descriptor.log(at: sighting.path) }
    let file = try Descriptor.file(at: sighting.path)
    return try CompressedLog(file, path: sighting.path) ?? file
  }

  /// The system's wall clock.
  static func systemTime() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
