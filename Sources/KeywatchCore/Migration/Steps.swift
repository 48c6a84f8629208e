/// The four steps of one migration: the table at the end of `domain.md` 3.4.
extension Assessment {
  /// All four, with their evidence; `alarms` are those that requests show now.
  func steps(_ alarms: [Alarm]) -> [StepStatus] {
    let own = callerAlarms(alarms)
    let add = addState
    let monitor = monitorState(own)
    let rotate = rotateState(isMonitored: monitor == .done)
    return [
      StepStatus(
        step: 1, name: "add", state: add, since: addSince(add), evidence: addEvidence(add),
        progress: add == .done ? 1 : nil),
      StepStatus(
        step: 2, name: "switch", state: switchState, since: switchSince,
        evidence: switchEvidence, progress: progress([gates.works, gates.places, gates.share])),
      StepStatus(
        step: 3, name: "monitor", state: monitor, since: monitorSince(monitor),
        evidence: monitorEvidence(monitor, own),
        progress: verdict.isSwitched ? progress([gates.certainty, gates.silence]) : nil),
      StepStatus(
        step: 4, name: "rotate", state: rotate, since: rotateSince(rotate),
        evidence: rotateEvidence(rotate), progress: nil),
    ]
  }

  private func progress(_ gates: [Gate]) -> Double? {
    doubts.isEmpty && verdict != .silent ? gates.map(\.progress).min() : nil
  }

  // Step 1

  /// Where the dedicated key stands on the server.
  var addState: StepStatus.State {
    if traffic.lostDedicated != nil { return .regressed }
    if cutOff != nil { return .blocked }
    guard traffic.dedicated != nil else { return .pending }
    let refused = traffic.sharedRefused.map { $0.last > observed.silence.horizon } ?? false
    let isRotated = rotation.retired(observed) != nil
    return traffic.overlap != nil || !refused || isRotated ? .done : .active
  }

  /// When the server began to refuse the old key on this API although the caller still uses it; nil
  /// where it does not, or where that key is out of use everywhere.
  var cutOff: Timestamp? {
    guard rotation.retired(observed) == nil,
      let refused = traffic.cutOver(observed.limits) ?? traffic.sharedRefused?.first
    else { return nil }
    let isRefused = facts.lastOldRefused.map { $0 > facts.lastAccepted ?? refused } ?? false
    return isRefused || !cutOffOrigins.isEmpty ? refused : nil
  }

  /// Who worked with the old key here and was refused within the day: the caller, or somebody
  /// nobody named.
  var cutOffOrigins: [Refusal] {
    let others = observed.configuration.callers.map(\.name).filter { $0 != caller }
    let dayAgo = now.advanced(byMilliseconds: -86_400_000)
    return traffic.brokenOnShared.filter { $0.span.last >= dayAgo && !others.contains($0.caller) }
  }

  private func addSince(_ state: StepStatus.State) -> Timestamp? {
    switch state {
    case .pending: nil
    case .active, .done: traffic.dedicated?.first
    case .regressed: traffic.lostDedicated
    case .blocked: cutOff
    }
  }

  // Step 2

  /// Where the caller stands between its keys.
  var switchState: StepStatus.State {
    switch verdict {
    case .notStarted, .tested: .pending
    case .started, .switching: .active
    case .provisional, .confirmed: .done
    case .regressed: .regressed
    case .silent, .cannotTell: .blocked
    }
  }

  private var switchSince: Timestamp? {
    switch verdict {
    case .notStarted, .tested, .cannotTell: nil
    case .started, .switching: facts.new.first
    case .provisional, .confirmed: reached(observed.limits.provisionalLimit)
    case .regressed: relapse
    case .silent: facts.lastAccepted
    }
  }

  /// When so many slots had been gathered that the share bound fell to `limit`.
  private func reached(_ limit: Double) -> Timestamp? {
    guard let needed = ShareBound.slotsNeeded(for: limit),
      let slot = facts.new.slots.slot(rank: needed - 1, after: facts.old.lastSlot)
    else { return nil }
    return Timestamp(slot: slot)
  }

  // Step 3

  /// Whether the new key, and only that, has worked for long enough.
  func monitorState(_ alarms: [Alarm]) -> StepStatus.State {
    switch verdict {
    case .regressed: .regressed
    case .silent, .cannotTell: .blocked
    case .provisional: .active
    case .confirmed: alarms.isEmpty && !isWorse ? .done : .active
    case .notStarted, .tested, .started, .switching: .pending
    }
  }

  /// The caller's own alarms since it left the old key, within the look-back.
  func callerAlarms(_ alarms: [Alarm]) -> [Alarm] {
    let begin = max(facts.switched ?? observed.silence.horizon, observed.silence.horizon)
    return alarms.filter { $0.caller == caller && $0.last > begin }.sorted(by: Alarm.precedes)
  }

  /// Whether the new key succeeds less often than the old one did, by more than a point.
  var isWorse: Bool {
    guard let old = facts.oldRate.share, let new = facts.newRate.share else { return false }
    return new < old - 0.01
  }

  private func monitorSince(_ state: StepStatus.State) -> Timestamp? {
    switch state {
    case .pending: nil
    case .done: max(reached(observed.limits.shareLimit) ?? now, silenceProven ?? now)
    case .active, .blocked, .regressed: switchSince
    }
  }

  /// When the old key had been silent for long enough everywhere.
  private var silenceProven: Timestamp? {
    let covered = observed.silence.covered
    let dates = facts.places.compactMap { place -> Timestamp? in
      guard let last = place.old.last else { return nil }
      let end = last.advanced(byMilliseconds: observed.silence.proof(after: place.old))
      return end.advanced(byMilliseconds: covered.hidden(from: last, to: end))
    }
    let unseen = observed.silence.proof(after: Activity())
    return dates.max() ?? covered.start?.advanced(byMilliseconds: unseen)
  }

  // Step 4

  /// Whether the old value of the old key is out of use.
  func rotateState(isMonitored: Bool) -> StepStatus.State {
    if !rotation.broken.isEmpty { return .regressed }
    guard isMonitored else { return .pending }
    if rotation.isOver(now), keepsItsRate { return .done }
    return rotation.canTell && !rotation.users.isEmpty ? .blocked : .active
  }

  /// Whether the caller was seen in at least half as many slots in the last day as in the day
  /// before the rotation.
  private var keepsItsRate: Bool {
    guard let began = rotation.began else { return false }
    let day: Int64 = 86_400_000
    func slots(_ end: Timestamp) -> Int {
      let slots = facts.new.slots
      let from = SlotBitmap.slot(of: end.advanced(byMilliseconds: -day))
      return slots.count(after: from) - slots.count(after: SlotBitmap.slot(of: end))
    }
    return 2 * slots(now) >= slots(began)
  }

  private func rotateSince(_ state: StepStatus.State) -> Timestamp? {
    switch state {
    case .pending, .blocked: nil
    case .active: monitorSince(.done)
    case .done: rotation.began
    case .regressed: rotation.broken.first?.span.first
    }
  }
}
