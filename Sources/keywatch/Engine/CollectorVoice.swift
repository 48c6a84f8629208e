import KeywatchCore
import Synchronization

/// What a collector says while it runs: one line when something becomes otherwise, and its state to the service manager.
final class CollectorVoice: Sendable {
  private struct Said {
    var conditions: [SourceState.Condition] = []
    var mode: Liveness.Mode?
    var notice: String?
    var isReady = false
  }

  private let log = ServiceLog()
  private let said = Mutex(Said())

  /// Says what is new in a picture.
  func tell(_ picture: Seam.Picture) {
    let liveness = picture.liveness
    said.withLock { said in
      if !said.isReady { Notice.ready.and(.status(Self.status(picture))).send() }
      for (index, source) in liveness.sources.enumerated()
      where said.conditions[safe: index] != source.condition {
        tell(source, isFirst: said.conditions.isEmpty)
      }
      if liveness.mode != said.mode { tellMode(liveness, before: said.mode) }
      if let notice = liveness.notice, notice != said.notice { log.write(notice, .warning) }
      if said.isReady { Notice.status(Self.status(picture)).send() }
      said = Said(
        conditions: liveness.sources.map(\.condition), mode: liveness.mode,
        notice: liveness.notice, isReady: true)
    }
  }

  /// Says what became of a changed configuration.
  func tell(_ reloaded: Plan.Reloaded?) {
    switch reloaded {
    case .configuration: log.write("the configuration was read again")
    case .refused(let cause): log.write("the configuration is not read again: \(cause)", .error)
    case nil: break
    }
  }

  private func tell(_ source: SourceState, isFirst: Bool) {
    let detail = source.detail.isEmpty ? "" : ": \(source.detail)"
    log.write(
      "\(source.name) is \(source.condition.rawValue)\(detail)",
      source.condition == .failing ? .warning : .information)
  }

  private func tellMode(_ liveness: Liveness, before: Liveness.Mode?) {
    if liveness.mode == .unsaved {
      log.write("not saved: \(liveness.reason); reading goes on", .error)
    } else if before == .unsaved {
      log.write("it is saved again")
    }
  }

  private static func status(_ picture: Seam.Picture) -> String {
    let sentence = picture.snapshot.migrations.first?.sentence ?? ""
    return "\(picture.snapshot.requests) requests. \(sentence)"
  }
}
