/// When a command is started, and when a run is ended that has gone deaf. Pure: what happens goes in, and the
/// time with it.
///
/// A run that ends is followed by another after a pause of 1 to 60 s. A follower may stop telling
/// anything without ending (doctl does, when the app is deployed anew): where nothing can be lost by
/// it, a run that is silent beyond its habit is ended, and the next one finds what there is.
struct CommandSupervision: Sendable {
  /// What is to be done now.
  enum Demand: Hashable, Sendable { case start, terminate, kill, nothing }

  private enum Phase: Sendable {
    /// No run; the next one begins then, or at once.
    case resting(until: ContinuousClock.Instant?)
    case running(since: ContinuousClock.Instant)
    /// The run was told to end, and is killed then.
    case ending(killAt: ContinuousClock.Instant)
  }

  static let firstPause: Duration = .seconds(1)
  static let longestPause: Duration = .seconds(60)
  /// A run that lasted so long was none that failed.
  static let goodRun: Duration = .seconds(60)
  /// How long a run may take to end when told to, or when its output is closed.
  static let patience: Duration = .seconds(2)
  /// A run is deaf after three times its longest silence, and a minute at least.
  private static let silences = 3
  private static let silenceFloor: Duration = .seconds(60)
  private static let silenceCeiling: Duration = .seconds(600)

  /// True where a run repeats what the one before it gave, so that nothing is lost by ending it.
  var repeats: Bool
  /// Runs begun so far.
  private(set) var runs = 0
  private var phase = Phase.resting(until: nil)
  private var pause = Self.firstPause
  /// When the run under way gave a new line last.
  private(set) var newestLine: ContinuousClock.Instant?
  private var longestSilence: Duration = .zero
  /// Runs in a row that gave nothing new.
  private var silentRuns = 0
  private var outputEnd: ContinuousClock.Instant?

  init(repeats: Bool) { self.repeats = repeats }

  /// When the run under way began; nil while there is none.
  var runningSince: ContinuousClock.Instant? {
    if case .running(let since) = phase { since } else { nil }
  }

  /// True while a run was told to end and has not.
  var isEnding: Bool { if case .ending = phase { true } else { false } }

  /// When the next run begins; nil while there is one.
  var nextStart: ContinuousClock.Instant? {
    if case .resting(let until) = phase { until } else { nil }
  }

  /// When `demand` has to be asked again at the latest.
  var due: ContinuousClock.Instant? {
    switch phase {
    case .resting(let until): until
    case .ending(let killAt): killAt
    case .running(let since):
      [outputEnd.map { $0 + Self.patience }, deafness(since: since)].compactMap(\.self).min()
    }
  }

  /// Says what is to be done; what was asked for is told by `started` and `ended`.
  mutating func demand(now: ContinuousClock.Instant) -> Demand {
    switch phase {
    case .resting(let until): return until.map { now < $0 } ?? false ? .nothing : .start
    case .ending(let killAt): return now < killAt ? .nothing : .kill
    case .running:
      guard let due, now >= due else { return .nothing }
      if outputEnd == nil { silentRuns += 1 }
      phase = .ending(killAt: now + Self.patience)
      return .terminate
    }
  }

  /// Takes in that a run began.
  mutating func started(now: ContinuousClock.Instant) {
    runs += 1
    phase = .running(since: now)
    outputEnd = nil
    newestLine = nil
  }

  /// Takes in that the run gave lines no earlier one had.
  mutating func gaveLines(now: ContinuousClock.Instant) {
    if let newestLine { longestSilence = max(longestSilence, now - newestLine) }
    newestLine = now
    silentRuns = 0
    pause = Self.firstPause
  }

  /// Takes in that no line can come any more, though the run goes on.
  mutating func outputEnded(now: ContinuousClock.Instant) { outputEnd = outputEnd ?? now }

  /// Takes in that the run is over, or could not begin.
  mutating func ended(now: ContinuousClock.Instant) {
    switch phase {
    case .running(let since) where now - since >= Self.goodRun: pause = Self.firstPause
    // It was told to.
    case .ending: pause = Self.firstPause
    case .running, .resting: break
    }
    phase = .resting(until: now + pause)
    pause = min(pause * 2, Self.longestPause)
  }

  private func deafness(since start: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard repeats else { return nil }
    let habit = max(Self.silenceFloor, longestSilence * Self.silences)
    let doublings = min(silentRuns, 4)
    return (newestLine ?? start) + max(habit, min(habit * (1 << doublings), Self.silenceCeiling))
  }
}
