import KeywatchCore
import KeywatchReport
import Synchronization

/// A file that says for monitoring what the newest picture says; it holds no key and no address.
final class MetricsFile: Sendable {
  private struct Written {
    var bytes: [UInt8] = []
    var trouble: String?
  }

  private let path: String
  private let log = ServiceLog()
  private let written = Mutex(Written())

  init(_ path: String) { self.path = path }

  /// Writes what is new in a picture; one that cannot be written is said once, and tried again with the next picture.
  func tell(_ picture: Seam.Picture) {
    let bytes = Report(picture.snapshot).metrics(picture.liveness.sources)
    written.withLock { written in
      guard bytes != written.bytes || written.trouble != nil else { return }
      do {
        try Output.replace(path, with: bytes, mode: 0o644)
        written = Written(bytes: bytes)
      } catch {
        let trouble = (error as? Failure)?.text ?? "cannot write \(path)"
        if trouble != written.trouble { log.write(trouble, .warning) }
        written.trouble = trouble
      }
    }
  }
}
