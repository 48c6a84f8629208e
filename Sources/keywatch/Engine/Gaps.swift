import KeywatchCore
import KeywatchStore

/// Makes holes of what sources say they have lost: from the last event that was seen to the first that is seen
/// after it.
struct Gaps {
  private struct Open {
    var source: Int
    var reason: String
    var from: Timestamp
    var found: Timestamp
  }

  private var open: [Open] = []
  /// Per SOURCE, closed, oldest first.
  private(set) var holes: [Int: [Coverage.Hole]] = [:]
  /// Those that are not saved yet.
  private var unsaved: [(source: Int, hole: Coverage.Hole)] = []

  /// Holes of a SOURCE kept at most: the newest.
  private static let limit = 1000
  /// A hole that nothing closes ends with the moment it was found, after so many milliseconds.
  private static let patience: Int64 = 1000

  /// Takes up what was stored.
  init(_ stored: [Coverage] = []) {
    for (source, coverage) in stored.enumerated() { holes[source] = coverage.holes }
  }

  /// True while a hole's end is not known: nothing is saved then, so that none is forgotten.
  var isOpen: Bool { !open.isEmpty }

  /// Takes in that lines of a SOURCE may be lost; `last` is the newest event seen of it, milliseconds.
  mutating func lost(_ reason: String, source: Int, after last: Int64?, now: Timestamp) {
    // Nothing was seen of it yet, so nothing is missing between two things seen.
    guard let last else { return }
    guard !open.contains(where: { $0.source == source && $0.reason == reason }) else { return }
    open.append(
      Open(source: source, reason: reason, from: Timestamp(milliseconds: last), found: now))
  }

  /// Takes in what was read of a SOURCE; closes its holes.
  mutating func read(_ span: Span, source: Int) {
    guard !open.isEmpty, !span.isEmpty else { return }
    close(to: Timestamp(milliseconds: span.first)) { $0.source == source }
  }

  /// Closes what has waited long enough.
  mutating func settle(now: Timestamp) {
    guard !open.isEmpty else { return }
    close(to: nil) { now.since($0.found) >= Self.patience }
  }

  /// What is to be saved, in the words of `sources`.
  func unsaved(_ sources: [String]) -> [Commit.FoundHole] {
    unsaved.compactMap { source, hole in
      sources[safe: source].map { Commit.FoundHole(source: $0, hole: hole) }
    }
  }

  /// What `unsaved` gave is stored.
  mutating func saved() { unsaved = [] }

  private mutating func close(to end: Timestamp?, where isOver: (Open) -> Bool) {
    for gap in open where isOver(gap) {
      let end = max(end ?? gap.found, gap.from)
      let hole = Coverage.Hole(from: gap.from, to: end, reason: gap.reason)
      holes[gap.source, default: []].append(hole)
      if holes[gap.source, default: []].count > Self.limit { holes[gap.source]?.removeFirst() }
      unsaved.append((gap.source, hole))
    }
    open.removeAll(where: isOver)
  }
}
