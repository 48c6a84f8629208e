import KeywatchCore

/// Which files of a name are read, from where, and when each is over. Pure: what is seen goes in.
///
/// A file is followed while it bears the name. When another takes the name, the old one is read to
/// its end and kept for a while, since its writer may still hold it. Rotated files that were never
/// seen under the name are read when they lie, by birth, between the first file followed and the
/// live one; one that is younger than the live file is a copy of it. Where births are not told,
/// none of them is read.
struct Rotation: Sendable {
  /// A file that is being read.
  struct File: Sendable {
    let stream: LineStream
    let identity: FileIdentity
    var offset: Int64
    /// Bytes it had when last looked at.
    var size: Int64
    /// Until when it is kept after its last byte; nil while it bears the name.
    var deadline: ContinuousClock.Instant?
  }

  /// A file to be opened and where reading it begins.
  struct Opening: Hashable, Sendable {
    var sighting: Sighting
    /// nil is the beginning of its last, perhaps unfinished line.
    var offset: Int64?
  }

  /// What the file under the cursor is good for.
  enum Finding: Hashable, Sendable { case unread, shrunk, over, atEnd }

  /// What became of a file that is not being read.
  private enum Past: Hashable, Sendable {
    case read(upTo: Int64)
    /// Never to be read: it was there before, or is a copy.
    case aside
  }

  /// How long a file is kept after it lost its name and gave its last byte.
  static let grace: Duration = .seconds(30)
  /// Above so many files the oldest is not kept any longer.
  static let fileLimit = 16
  /// Above so many files that were read or put aside, the oldest are forgotten.
  static let pastLimit = 1024

  /// Those being read, the oldest first.
  private(set) var files: [File] = []
  private var past: [FileIdentity: Past] = [:]
  private var cursor = 0
  /// Files born before this were there before we were; nil until anything was seen.
  private var earliestBirth: Int64?
  private let start: Start

  init(start: Start = .beginning) { self.start = start }

  /// The file that is looked at next; nil after the last.
  var current: File? { cursor < files.count ? files[cursor] : nil }

  /// Every file that is being read, was read, or was put aside.
  var identities: [FileIdentity] { files.map(\.identity) + past.keys }
}

extension Rotation {
  /// Takes in what bears the name and its rotated names now; gives the files to be opened, oldest
  /// first.
  mutating func look(at sightings: [Sighting], now: ContinuousClock.Instant) -> [Opening] {
    cursor = 0
    let live = sightings.last(where: \.isLive)
    for index in files.indices {
      if files[index].identity == live?.identity {
        files[index].deadline = nil
      } else if files[index].deadline == nil {
        files[index].deadline = now + Self.grace
      }
    }
    // One file may be seen under two names, when it was renamed during the look.
    var seen: Set<FileIdentity> = []
    let openings = sightings.reversed().filter { seen.insert($0.identity).inserted }.reversed()
      .compactMap { opening(of: $0, live: live) }
    if earliestBirth == nil { earliestBirth = firstBirth(of: sightings) }
    forgetOldest()
    return openings
  }

  private func firstBirth(of sightings: [Sighting]) -> Int64? {
    let readsRotated = start == .beginning && sightings.contains { !$0.isLive && $0.isWanted }
    return readsRotated ? .min : sightings.last?.identity.born
  }

  /// Takes in that a file was opened, and where reading it begins.
  mutating func opened(
    _ sighting: Sighting, as stream: LineStream, at offset: Int64,
    now: ContinuousClock.Instant
  ) {
    past[sighting.identity] = nil
    let file = File(
      stream: stream, identity: sighting.identity, offset: offset, size: sighting.size,
      deadline: sighting.isLive ? nil : now + Self.grace)
    let place = sighting.isLive ? nil : files.firstIndex { $0.deadline == nil }
    files.insert(file, at: place ?? files.endIndex)
  }

  private mutating func opening(of sighting: Sighting, live: Sighting?) -> Opening? {
    if files.contains(where: { $0.identity == sighting.identity }) { return nil }
    if case .read(let offset) = past[sighting.identity] {
      let hasMore = sighting.isLive || sighting.size > offset
      return hasMore ? Opening(sighting: sighting, offset: offset) : nil
    }
    if sighting.isLive {
      let isFirst = earliestBirth == nil
      return Opening(sighting: sighting, offset: isFirst && start == .end ? nil : 0)
    }
    if past[sighting.identity] == .aside { return nil }
    if isPredecessor(sighting, of: live) { return Opening(sighting: sighting, offset: 0) }
    if live != nil || earliestBirth == nil { past[sighting.identity] = .aside }
    return nil
  }

  /// True for a rotated file that has to be read, and was not.
  private func isPredecessor(_ sighting: Sighting, of live: Sighting?) -> Bool {
    guard let earliestBirth else { return sighting.isWanted && start == .beginning }
    // Births are told in ticks of some milliseconds; rotations within one tick must not lose a
    // file.
    let born = sighting.identity.born
    let isLater = born > 0 && born >= earliestBirth
    guard let live else { return sighting.isWanted || isLater }
    return isLater && born <= live.identity.born
  }

  private mutating func forgetOldest() {
    guard past.count > Self.pastLimit else { return }
    for identity in past.keys.sorted(by: { $0.born < $1.born }).prefix(Self.pastLimit / 2) {
      past[identity] = nil
    }
  }
}

extension Rotation {
  /// Judges the file under the cursor by its size (nil where it cannot be told) and moves on from
  /// one at its end.
  mutating func visit(size: Int64?, now: ContinuousClock.Instant) -> Finding {
    guard cursor < files.count else { return .atEnd }
    let file = files[cursor]
    if let size {
      files[cursor].size = size
      if size > file.offset { return .unread }
      if size < file.offset {
        files[cursor].offset = 0
        return .shrunk
      }
    }
    if isOver(file, now: now) {
      past[file.identity] = .read(upTo: file.offset)
      files.remove(at: cursor)
      return .over
    }
    cursor += 1
    return .atEnd
  }

  /// Takes in that so many bytes of the file under the cursor were read; none moves on from it.
  mutating func took(_ count: Int, now: ContinuousClock.Instant) {
    guard cursor < files.count else { return }
    guard count > 0 else {
      cursor += 1
      return
    }
    files[cursor].offset += Int64(count)
    if files[cursor].deadline != nil { files[cursor].deadline = now + Self.grace }
  }

  /// Begins again with the oldest file.
  mutating func startOver() { cursor = 0 }

  private func isOver(_ file: File, now: ContinuousClock.Instant) -> Bool {
    guard let deadline = file.deadline else { return false }
    return now >= deadline || (cursor == 0 && files.count > Self.fileLimit)
  }
}
