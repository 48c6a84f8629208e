import Dispatch
import Glibc
import KeywatchCore
import Synchronization

/// Reads files once, several ranges of them at a time, and merges what was counted.
struct Batch {
  var configuration: Configuration
  var since: Timestamp?
  var until: Timestamp?
  var jobs: Int
  var top: Int

  /// Bytes a worker takes at a time.
  private static let rangeSize: Int64 = 8 << 20

  func read(_ paths: [String]) throws -> Snapshot {
    let files = paths.map { open($0, O_RDONLY | O_CLOEXEC) }
    var work: [(file: Int32, from: Int64, to: Int64, size: Int64)] = []
    for file in files {
      var status = stat()
      fstat(file, &status)
      let size = Int64(status.st_size)
      var at: Int64 = 0
      while at < size {
        work.append((file, at, min(at + Self.rangeSize, size), size))
        at += Self.rangeSize
      }
    }
    let items = work
    let next = Atomic<Int>(0)
    let hash = UnknownKeyHash()
    let total = Mutex(Tally(configuration: configuration))
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      var monitor = Monitor(
        configuration: configuration, unknownHash: hash, since: since, until: until)
      var buffer = LineBuffer()
      while true {
        let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard i < items.count else { break }
        let item = items[i]
        Self.read(
          item.file, Self.cut(item.file, item.from), Self.cut(item.file, item.to), &buffer, &monitor
        )
      }
      var tally = monitor.finish()
      total.withLock { $0.merge(&tally) }
    }
    return total.withLock { $0.snapshot(top: top) }
  }

  private static func cut(_ file: Int32, _ at: Int64) -> Int64 {
    guard at > 0 else { return 0 }
    var at = at - 1
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let n = pread(file, &bytes, bytes.count, Int(at))
      guard n > 0 else { return at }
      if let i = bytes[..<n].firstIndex(of: 10) { return at + Int64(i) + 1 }
      at += Int64(n)
    }
  }

  private static func read(
    _ file: Int32, _ from: Int64, _ to: Int64, _ buffer: inout LineBuffer, _ monitor: inout Monitor
  ) {
    var at = from
    while at < to {
      let n = buffer.fill { pread(file, $0.baseAddress, min($0.count, Int(to - at)), Int(at)) }
      guard n > 0 else { break }
      at += Int64(n)
      monitor.read(buffer.lines)
      buffer.advance()
    }
  }
}
