import Glibc

/// Waits until one of some descriptors has something.
enum Poll {
  /// The descriptors that are ready, closed or broken; none after the time or a signal.
  static func ready(of descriptors: [Int32], within time: Duration) -> Set<Int32> {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&entries, nfds_t(entries.count), milliseconds(time)) > 0 else { return [] }
    return Set(entries.filter { $0.revents != 0 }.map(\.fd))
  }

  /// Rounded up, so that a wait for a moment does not end before it.
  private static func milliseconds(_ time: Duration) -> Int32 {
    guard time > .zero else { return 0 }
    let (seconds, attoseconds) = time.components
    guard seconds < 1000 else { return 1_000_000 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
