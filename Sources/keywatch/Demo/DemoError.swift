import Glibc

/// Why the demo could not write its log.
enum DemoError: Error, Equatable {
  /// A system call failed: what was tried (`cannot open`), on which path, with which `errno`.
  case failed(String, path: String, errno: Int32)
  /// There is a log that no demo wrote.
  case inTheWay(path: String)

  /// One lower-case clause.
  var clause: String {
    switch self {
    case .failed(let attempt, let path, let number):
      "\(attempt) \(path): \(strerror(number).map { String(cString: $0) } ?? "error \(number)")"
    case .inTheWay(let path):
      "\(path) is no demo's (no truth.json beside it): remove it or choose another --out"
    }
  }
}
