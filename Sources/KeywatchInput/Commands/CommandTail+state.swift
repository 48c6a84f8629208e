import KeywatchCore

extension CommandTail {
  /// So long an earlier run's trouble is shown while the next one has not given anything.
  private static let troubleShown: Duration = .seconds(5)

  /// How it is doing.
  func state(now: ContinuousClock.Instant) -> SourceState {
    var state = SourceState(name: command, condition: .following, bytes: bytesRead)
    if let start = supervision.nextStart {
      state.condition = trouble?.isFailure ?? false ? .failing : .waiting
      let pause = "restart in \(max(.zero, start - now).wholeSeconds)s"
      state.detail = [trouble?.text, pause].compactMap(\.self).joined(separator: " · ")
    } else if let since = supervision.runningSince {
      describe(running: now - since, in: &state)
    } else {
      state.detail = "is being restarted"
    }
    return state
  }

  private func describe(running time: Duration, in state: inout SourceState) {
    let isOld = time >= Self.troubleShown
    if !hasLines, let diagnosis = errors.diagnosis {
      state.condition = .failing
      state.detail = diagnosis.text
    } else if !hasLines, !isOld, let trouble, supervision.runs > 1 {
      state.condition = trouble.isFailure ? .failing : .waiting
      state.detail = "\(trouble.text) · restarting"
    } else {
      state.detail = details(running: time).joined(separator: " · ")
    }
  }

  private func details(running time: Duration) -> [String] {
    var details = ["running for \(time.shortText)"]
    if supervision.runs > 1 { details[0] += ", run \(supervision.runs)" }
    if !hasLines { details.append("no line yet") }
    if lines.hasRepeated == false { details.append("at most once across restarts") }
    if !errors.newest.isEmpty { details.append("it says: \(errors.newest)") }
    return details
  }
}

extension Duration {
  /// Rounded up: what is left is never 0 before it is over.
  fileprivate var wholeSeconds: Int64 {
    components.seconds + (components.attoseconds > 0 ? 1 : 0)
  }

  /// In one unit: `4s`, `12m`, `3h`.
  fileprivate var shortText: String {
    let seconds = components.seconds
    if seconds < 60 { return "\(seconds)s" }
    return seconds < 3600 ? "\(seconds / 60)m" : "\(seconds / 3600)h"
  }
}
