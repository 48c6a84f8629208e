/// Which of a run's first lines an earlier run has given already: by their hashes, the longest end of what
/// is remembered that the run begins with.
///
/// Pure: the hash of each line goes in, and the lines are withheld until it is known. A run that repeats
/// more than is remembered is known by everything that is remembered, in one piece.
struct Overlap: Sendable {
  /// What is known of the lines withheld so far.
  enum Finding: Hashable, Sendable {
    /// Nothing yet: this line is withheld too.
    case open
    /// The oldest so many repeat, the others are new, and so is all that comes.
    case repeats(Int)
    /// All of them repeat, and the next ones may.
    case onlyRepeats
    /// None repeats, and lines may be missing before them.
    case nothing
  }

  private let recent: [UInt64]
  /// True when older lines were forgotten, so that a run may begin before what is remembered.
  private let isFull: Bool
  /// For each place where the run may lie, the index in `recent` of the line that would come next.
  private var next: [Int] = []
  private var lines = 0
  /// Lines up to the end of the longest match that is complete.
  private var matched = 0
  /// Lines that are not withheld any more.
  private var released = 0

  /// `recent` are the hashes of the newest lines of earlier runs, oldest first; `isFull` if there
  /// were more.
  init(recent: [UInt64], isFull: Bool) {
    self.recent = recent
    self.isFull = isFull
  }

  /// Takes in the run's next line.
  mutating func take(_ hash: UInt64) -> Finding {
    lines += 1
    var places = next.filter { recent[$0] == hash }.map { $0 + 1 }
    if lines == 1 {
      places = recent.indices.filter { recent[$0] == hash }.map { $0 + 1 }
    } else if isFull, recent.first == hash {
      places.append(1)
    }
    if places.contains(recent.count) { matched = lines }
    next = places.filter { $0 < recent.count }
    guard next.isEmpty else { return .open }
    if matched == 0, isFull { return .open }
    return conclusion
  }

  /// Decides with what is known, when no line has come for a while or too many are withheld.
  mutating func decide() -> Finding {
    if matched == 0, !next.isEmpty {
      // In the middle of what is remembered: that such lines are new is less likely than a pause.
      released = lines
      return .onlyRepeats
    }
    return conclusion
  }

  private var conclusion: Finding {
    matched > released ? .repeats(matched - released) : .nothing
  }
}
