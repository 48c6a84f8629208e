/// How a command's run ended.
enum CommandEnding: Hashable, Sendable {
  case status(Int32)
  case signal(Int32)
  /// It was never started: there was no process or no pipe to be had.
  case notStarted(ErrorNumber)

  /// One clause: `ended with status 1`.
  var words: String {
    switch self {
    case .status(let status): "ended with status \(status)"
    case .signal(let number): "ended by signal \(number)"
    case .notStarted(let error): "cannot be started: \(error.clause)"
    }
  }

  /// The number a shell would tell: 128 and the signal's number for a run that a signal ended.
  var shellStatus: Int32? {
    switch self {
    case .status(let status): status
    case .signal(let number): 128 &+ number
    case .notStarted: nil
    }
  }
}
