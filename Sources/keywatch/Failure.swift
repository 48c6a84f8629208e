import Glibc
import KeywatchInput
import KeywatchStore

/// Why a command could not do what was asked, or what its answer is when it is not yes.
///
/// Each case has the exit status that scripts rely on; the text is one lower-case clause.
enum Failure: Error, Equatable {
  /// The answer is no.
  case no(String)
  /// Trouble while working: a source, a file, the network.
  case trouble(String)
  /// The command line is wrong.
  case usage(String)
  /// No line of the input could be decoded.
  case undecoded(String)
  /// Something that was named does not exist.
  case missing(String)
  /// The configuration is wrong.
  case configuration(String)

  var status: Int32 {
    switch self {
    case .no: 1
    case .trouble: 2
    case .usage: 64
    case .undecoded: 65
    case .missing: 66
    case .configuration: 78
    }
  }

  var text: String {
    switch self {
    case .no(let text), .trouble(let text), .usage(let text), .undecoded(let text),
      .missing(let text), .configuration(let text):
      text
    }
  }

  /// The failure of a system call on `path`: `cannot write out.json: No space left on device`.
  static func system(_ action: String, _ path: String) -> Failure {
    .trouble("cannot \(action) \(path): \(String(cString: strerror(errno)))")
  }

  /// What kept a source from being read.
  init(_ error: InputError) {
    self = error.isMissing ? .missing(error.message) : .trouble(error.message)
  }

  /// What kept a state from being used.
  init(_ error: StoreError) {
    if case .missing = error {
      self = .missing(error.message)
    } else {
      self = .trouble(error.message)
    }
  }

  /// The failure to open something that was named: `.missing` where there is nothing of that name.
  static func opening(_ path: String) -> Failure {
    let isMissing = errno == ENOENT || errno == ENOTDIR
    let failure = system("open", path)
    return isMissing ? .missing(failure.text) : failure
  }
}

extension String {
  /// Somebody else's message as ours are: its first line, in lower case, without a full stop.
  var asClause: String {
    let sentences = prefix { $0 != "\n" }.split(separator: ". ")
    let clause = sentences.map { $0.prefix(1).lowercased() + $0.dropFirst() }.joined(
      separator: "; ")
    return clause.hasSuffix(".") ? String(clause.dropLast()) : clause
  }
}
