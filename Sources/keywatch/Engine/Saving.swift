import KeywatchCore
import KeywatchStore

/// Saves what the engine has counted, at most four times a second, and tries again where that fails.
struct Saving: ~Copyable {
  private var store: Store
  private var next = ContinuousClock.now
  private var nextCheck = ContinuousClock.now
  private var nextWishes = ContinuousClock.now
  /// Of each stream since the last commit, by its number.
  private var lines: [Int: LineCounts] = [:]
  private var steps: [StepTransition] = []
  private var transitions: [StepTransition] = []
  private var states: [SourceState] = []
  /// What onlookers have been told, or will be with the next commit.
  private var known: (states: [SourceState], mode: Liveness.Mode?) = ([], nil)
  /// Since when nothing could be saved, and why.
  private(set) var trouble: (since: Timestamp, cause: String)?
  /// What became of the state's file, to be shown.
  var notice: String?

  private static let interval: Duration = .milliseconds(250)
  private static let retryInterval: Duration = .seconds(1)
  /// While nothing is read, this often: files may have been renamed.
  private static let restInterval: Duration = .seconds(1)
  private static let checkInterval: Duration = .seconds(3)
  /// So many rows are saved without waiting, and that many are not gone beyond while they cannot be.
  private static let rows = (many: 20_000, limit: 65_536)

  init(_ store: consuming Store) throws(StoreError) {
    notice = store.setAside
    steps = try store.lastTransitions()
    self.store = store
  }

  /// Books the lines that were read of a stream.
  mutating func read(_ counts: LineCounts, of stream: Int) {
    lines[stream, default: LineCounts()].merge(counts)
    next = min(next, .now + Self.interval)
  }

  /// Takes in that everything was done that could be done now.
  mutating func tried() {
    if next <= .now { next = .now + Self.restInterval }
  }

  /// How long to sleep at most, so that what was read is saved in time.
  mutating func timeLeft() -> Duration { max(next - .now, .milliseconds(10)) }

  /// Books which steps have come into another state, and how the sources are.
  mutating func saw(_ picture: Seam.Picture) {
    for change in picture.snapshot.stepStates(now: picture.liveness.now) {
      let known = steps.firstIndex {
        ($0.caller, $0.api, $0.step) == (change.caller, change.api, change.step)
      }
      if let known {
        guard steps[known].state != change.state else { continue }
        steps[known] = change
      } else {
        steps.append(change)
      }
      transitions.append(change)
    }
    let liveness = picture.liveness
    guard liveness.sources != known.states || liveness.mode != known.mode else { return }
    known = (liveness.sources, liveness.mode)
    states = liveness.sources
  }

  /// Whether it is time to look what others ask for.
  mutating func takesWishes() -> Bool {
    let now = ContinuousClock.now
    guard now >= nextWishes else { return false }
    nextWishes = now + Self.retryInterval
    return true
  }

  /// Whether a commit is due when so many rows wait for it.
  mutating func isDue(rows: Int) -> Bool {
    let now = ContinuousClock.now
    return now >= next || trouble == nil && rows > Self.rows.many
  }

  /// Why nothing can be saved; nil where it can.
  mutating func tellTrouble() -> String? { trouble?.cause }

  /// Whether so much waits that nothing further may be read.
  mutating func isFull(rows: Int) -> Bool { trouble != nil && rows > Self.rows.limit }
}

extension Saving {
  /// What is to be saved, with everything that is known here put in.
  mutating func commit(now: Timestamp, sources: [String], mode: Liveness) -> Commit {
    var commit = Commit(now: now, sources: sources)
    commit.lines = lines
    commit.transitions = transitions
    commit.states = states
    (commit.mode, commit.reason) = (mode.mode, mode.reason)
    return commit
  }

  /// Saves it whole; false, and `trouble` says why, where that fails: it is to be tried again.
  mutating func save(_ commit: Commit) -> Bool {
    do throws(StoreError) {
      try store.commit(commit)
    } catch {
      trouble = (trouble?.since ?? commit.now, error.cause)
      next = .now + Self.retryInterval
      return false
    }
    lines = [:]
    transitions = []
    states = []
    trouble = nil
    next = .now + Self.interval
    return true
  }

  /// Looks whether the state's file is still there, and does what can wait.
  mutating func rest(now: Timestamp) {
    guard ContinuousClock.now >= nextCheck else { return }
    nextCheck = .now + Self.checkInterval
    do throws(StoreError) {
      if let news = try store.checkPlace(now: now) { notice = news }
      try store.rest(now: now)
    } catch {
      trouble = (trouble?.since ?? now, error.cause)
    }
  }

  /// The SOURCEs that somebody wants forgotten.
  mutating func forgetRequests() -> [String] { (try? store.forgetRequests()) ?? [] }

  /// Forgets what is stored of SOURCEs, and gives what is left of the others.
  mutating func forget(_ unwanted: [String], keeping sources: [String]) throws(StoreError)
    -> StoredTally
  {
    for source in unwanted { try store.forget(source: source) }
    return try store.load(sources: sources)
  }

  /// What is stored of SOURCEs.
  mutating func load(_ sources: [String]) throws(StoreError) -> StoredTally {
    try store.load(sources: sources)
  }
}
