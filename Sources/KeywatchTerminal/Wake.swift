import CTerminal
import Glibc

/// Wakes the screen's loop from another thread; several calls before it looks count as one.
package final class Wake: Sendable {
  let descriptor: Int32

  package init() throws(TerminalError) {
    descriptor = kw_wake_open()
    guard descriptor >= 0 else { throw .failed(errno) }
  }

  deinit { kw_wake_close(descriptor) }

  /// Says that there is something new to show; safe on any thread.
  package func call() { kw_wake(descriptor) }
}
