import KeywatchCore
import Synchronization

/// Where the engine's thread leaves its newest picture for the screen's: one value behind a lock, and a wake-up.
final class Seam: Sendable {
  /// What the engine knows at one instant.
  struct Picture: Sendable {
    var snapshot: Snapshot
    var liveness: Liveness
  }

  private let newest = Mutex<Picture?>(nil)
  private let stopped = Atomic<Bool>(false)
  private let wakeEngine = Mutex<(@Sendable () -> Void)?>(nil)
  private let wakeScreen: @Sendable () -> Void

  /// `wakeScreen` is called on the engine's thread after each new picture.
  init(wakeScreen: @escaping @Sendable () -> Void) { self.wakeScreen = wakeScreen }

  /// Leaves a picture, in place of one that was not taken.
  func post(_ picture: Picture) {
    newest.withLock { $0 = picture }
    wakeScreen()
  }

  /// Takes the newest picture, nil when there is none since the last one.
  func take() -> Picture? {
    newest.withLock { picture in
      defer { picture = nil }
      return picture
    }
  }

  /// Says how the engine is woken when it is to end.
  func attend(_ wake: @escaping @Sendable () -> Void) { wakeEngine.withLock { $0 = wake } }

  /// Asks the engine to end.
  func stop() {
    stopped.store(true, ordering: .relaxed)
    wakeEngine.withLock { $0?() }
  }
  var isStopped: Bool { stopped.load(ordering: .relaxed) }
}
