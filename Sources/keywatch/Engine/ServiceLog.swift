import Glibc
import KeywatchCore

/// Lines on standard error about what happens: plain for people, with a priority where the journal
/// reads them (sd-daemon(3)).
struct ServiceLog: Equatable {
  /// How important a line is, by syslog's numbers.
  enum Priority: Int {
    case error = 3
    case warning = 4
    case information = 6
  }

  /// True where lines go to the journal.
  let isListening: Bool

  init(isListening: Bool) { self.isListening = isListening }

  /// `stream` is `$JOURNAL_STREAM`: device and inode of what the manager gave us. Standard error may
  /// have been turned elsewhere since.
  init(
    stream: String? = getenv("JOURNAL_STREAM").map { String(cString: $0) },
    descriptor: Int32 = STDERR_FILENO
  ) {
    var status = stat()
    isListening =
      fstat(descriptor, &status) == 0 && stream == "\(status.st_dev):\(status.st_ino)"
  }

  /// One line without its newline, everything unseen written out.
  func line(_ text: String, _ priority: Priority = .information) -> String {
    isListening ? "<\(priority.rawValue)>\(text.plain)" : "keywatch: \(text.plain)"
  }

  /// Writes a line to standard error; nobody is told where that fails.
  func write(_ text: String, _ priority: Priority = .information) {
    try? Output.standardError.write(Array((line(text, priority) + "\n").utf8))
  }
}
