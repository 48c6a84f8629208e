import Dispatch
import Synchronization

/// The engine's thread, from its beginning until it was told to stop and has.
struct EngineThread {
  private let seam: Seam
  private let ended = DispatchSemaphore(value: 0)

  /// Starts it; throws what keeps the engine from beginning.
  init(_ subject: Subject, _ options: WatchOptions, _ seam: Seam) throws {
    self.seam = seam
    let begun = DispatchSemaphore(value: 0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue(label: "engine").async { [ended] in
      defer { ended.signal() }
      do {
        try Self.run(subject, options, seam) { begun.signal() }
      } catch {
        failure.withLock { $0 = error }
        begun.signal()
      }
    }
    begun.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  func stop() {
    seam.stop()
    ended.wait()
  }

  private static func run(
    _ subject: Subject, _ options: WatchOptions, _ seam: Seam, whenBegun: () -> Void
  ) throws {
    switch subject {
    case .sources(let patterns):
      var engine = try Engine.begin(options.plan(patterns), seam: seam)
      whenBegun()
      engine.run()
    case .state(let path):
      var onlooker = try Onlooker.begin(path, options.configuration, options.clock, seam)
      whenBegun()
      onlooker.run()
    }
  }
}
