import Synchronization

/// A refusal that can be lifted.
final class Gate: Sendable {
  private let shut = Mutex(true)

  var isShut: Bool { shut.withLock { $0 } }

  func open() { shut.withLock { $0 = false } }
}
