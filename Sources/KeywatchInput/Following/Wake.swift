import CSystem
import Glibc

/// Interrupts a wait from another thread; copies wake the same wait.
package struct Wake: Sendable {
  private let event: Descriptor

  package init() throws(InputError) {
    let number = kw_open_event()
    guard number >= 0 else { throw .cannotOpen(path: "an event descriptor", ErrorNumber(-number)) }
    event = Descriptor(owning: number)
  }

  /// What to poll for it.
  var polled: Int32 { event.number }

  /// Ends the wait under way, or else the next one, at once.
  package func signal() {
    var count: UInt64 = 1
    _ = write(event.number, &count, MemoryLayout<UInt64>.size)
  }

  /// Sleeps until it is signalled, or so long.
  package func wait(milliseconds: Int32) {
    if !Poll.ready(of: [polled], within: .milliseconds(milliseconds)).isEmpty { clear() }
  }

  /// Makes ready for the next signal.
  func clear() {
    var count: UInt64 = 0
    _ = read(event.number, &count, MemoryLayout<UInt64>.size)
  }
}
