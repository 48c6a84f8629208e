import KeywatchCore

extension SourceSet {
  /// How each SOURCE is doing, in the order given; lines and times of arrival are the reader's to
  /// fill in.
  package var states: [SourceState] {
    patterns.enumerated().map { source, pattern in
      switch pattern {
      case .standardInput: inputState(pattern)
      case .path: fileState(source, pattern)
      case .command: commandState(source, pattern)
      }
    }
  }

  /// Bytes read, and bytes read or known to be there: the progress of a replay.
  package var backlog: (read: Int64, total: Int64) {
    let streamed = commands.reduce(standardInput?.bytesRead ?? 0) { $0 + $1.bytesRead }
    let read = tails.reduce(streamed) { $0 + $1.bytesRead }
    return (read, tails.reduce(read) { $0 + $1.unread })
  }

  /// True once nothing can come any more: there was only standard input, and it has ended.
  package var isOver: Bool {
    patterns.allSatisfy { $0 == .standardInput } && standardInput?.isOver ?? true
  }

  private func inputState(_ pattern: SourcePattern) -> SourceState {
    var state = SourceState(name: pattern.name, condition: .following)
    // What was read and not stored when we end cannot be read again.
    state.detail = "at most once across restarts"
    state.bytes = standardInput?.bytesRead ?? 0
    if standardInput?.isOver ?? true { (state.condition, state.detail) = (.ended, "") }
    if let fault = standardInput?.fault {
      state.condition = .failing
      state.detail = fault.cause
    }
    return state
  }

  private func fileState(_ source: Int, _ pattern: SourcePattern) -> SourceState {
    let own = tails.filter { $0.source == source }
    let bytes = own.reduce(0) { $0 + $1.bytesRead }
    var state = SourceState(name: pattern.name, condition: .following, bytes: bytes)
    let error = errors[source] ?? own.lazy.compactMap(\.fault).first
    if let error, !error.isMissing {
      let place = error.path == pattern.name ? "" : "\(error.path): "
      state.condition = .failing
      state.detail = place + error.cause
      if !error.isLasting { state.detail += " · retry in \(Self.lookInterval.components.seconds)s" }
    } else if let error {
      state.condition = .waiting
      state.detail = error.cause
    } else if lookDue == nil || !own.allSatisfy(\.hasCaughtUp) {
      state.condition = .reading
    } else if !own.contains(where: \.isReading) {
      state.detail = "its files are read for another source"
    }
    return state
  }
}
