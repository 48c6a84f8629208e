import ArgumentParser
import KeywatchCore

/// A moment on the command line: a time, a date, or a duration back from now.
enum Moment: ExpressibleByArgument, Equatable {
  case at(Timestamp)
  case ago(seconds: Int64)

  init?(argument: String) {
    if let time = Timestamp(rfc3339: argument) {
      self = .at(time)
    } else if let seconds = Int64(duration: argument) {
      self = .ago(seconds: seconds)
    } else {
      return nil
    }
  }

  /// The moment, seen from `now`.
  func timestamp(now: Timestamp) -> Timestamp {
    switch self {
    case .at(let time): return time
    case .ago(let seconds):
      let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: -1000)
      return now.advanced(byMilliseconds: overflow ? .min : milliseconds)
    }
  }
}
