import KeywatchCore
import KeywatchStore

extension Engine {
  /// True while so much cannot be saved that nothing further may be read.
  mutating func isFull() -> Bool { saving?.isFull(rows: monitor.tally.unsavedCount) ?? false }

  /// How long to sleep at most, so that what was read is saved in time.
  mutating func timeUntilSave() -> Duration { saving?.timeLeft() ?? .seconds(1) }

  /// Saves what has happened, where it is time to; does in idle moments what can wait.
  mutating func saveIfDue(isIdle: Bool) {
    guard saving?.isDue(rows: monitor.tally.unsavedCount) ?? false else { return }
    save()
    saving?.tried()
    if isIdle { saving?.rest(now: plan.clock.now()) }
  }

  /// Saves tallies, holes and positions together; what fails is tried again with what comes later.
  ///
  /// Nothing is saved while a hole's end is not known: a position must not be saved without it.
  mutating func save(isLast: Bool = false) {
    let now = plan.clock.now()
    var positions = set.movedPositions()
    if set.hasDropped {
      // What is held back of a file that is gone has to be counted first.
      settleDropped()
      positions = set.movedPositions()
      guard !set.hasDropped else { return }
    }
    bookHoles()
    gaps.settle(now: isLast ? Timestamp(milliseconds: .max) : now)
    guard !gaps.isOpen,
      var commit = saving?.commit(now: now, sources: plan.keptNames, mode: liveness)
    else { return }
    commit.tallies = monitor.changes()
    commit.positions = positions
    commit.holes = gaps.unsaved(plan.keptNames)
    guard !commit.isEmpty, saving?.save(commit) ?? false else { return }
    monitor.changesSaved()
    set.positionsSaved()
    gaps.saved()
  }

  /// Why the last of it could not be saved; nil where it was.
  mutating func trouble() -> String? { saving?.tellTrouble() }

  /// Saves the last of it.
  mutating func finish() { save(isLast: true) }

  /// Does what others ask for: another configuration, a source to be forgotten.
  mutating func attend() {
    guard saving?.takesWishes() ?? false else { return }
    switch plan.changedConfiguration() {
    case .configuration(let configuration):
      saving?.notice = nil
      adopt(configuration)
    case .refused(let cause): saving?.notice = "the configuration is not read again: \(cause)"
    case nil: break
    }
    let unwanted = saving?.forgetRequests() ?? []
    if !unwanted.isEmpty { forget(unwanted) }
  }

  /// Goes on with another configuration: what was stored is seen with its eyes.
  private mutating func adopt(_ configuration: Configuration) {
    save()
    guard saving?.trouble == nil, let stored = try? saving?.load(plan.keptNames) else { return }
    begin(with: configuration, stored)
  }

  private mutating func forget(_ unwanted: [String]) {
    save()
    guard let stored = try? saving?.forget(unwanted, keeping: plan.keptNames) else { return }
    begin(with: monitor.tally.configuration, stored)
  }

  private mutating func begin(with configuration: Configuration, _ stored: StoredTally) {
    var fresh = Monitor(
      configuration: configuration, unknownHash: unknownHash, keys: plan.keys(), restoring: stored)
    fresh.keepChanges()
    begin(anew: fresh)
  }
}
