extension SourceSet {
  /// Why a wait ended.
  package enum Awakening: Sendable { case arrival, woken, timeout }

  /// Sleeps until something may be there to read, `wake` is signalled, or the time is over (one
  /// second at most).
  ///
  /// The first arrival after a rest ends it at once; after that wake-ups are kept apart.
  @discardableResult
  package mutating func wait(upTo time: Duration) -> Awakening {
    let hold = pacing.hold(at: .now)
    if hold > .zero, !Poll.ready(of: [wake.polled], within: min(hold, time)).isEmpty {
      return woken()
    }
    let ready = Poll.ready(of: polled, within: min(time, timeUntilLook, timeUntilCommands))
    if ready.contains(wake.polled) { return woken() }
    guard !ready.isEmpty else { return .timeout }
    pacing.woke(at: .now)
    takeNews()
    return .arrival
  }

  private var polled: [Int32] {
    [wake.polled] + [watcher.polled, standardInput?.polled].compactMap(\.self)
      + polledCommands
  }

  private var timeUntilLook: Duration {
    guard let lookDue else { return .zero }
    return min(Self.lookInterval, max(.zero, lookDue - .now))
  }

  private func woken() -> Awakening {
    wake.clear()
    return .woken
  }

  private mutating func takeNews() {
    let news = watcher.takeNews()
    if news.namesChanged { lookDue = nil }
    for stream in news.streams {
      if let index = readers[stream] { tails[index].isPending = true }
    }
  }
}
