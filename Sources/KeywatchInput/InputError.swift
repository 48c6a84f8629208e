/// Why a place lines come from cannot be read.
package enum InputError: Error, Hashable, Sendable {
  case cannotOpen(path: String, ErrorNumber)
  case cannotRead(path: String, ErrorNumber)
  /// A glob that matches nothing.
  case noMatch(pattern: String)
  /// A directory in which no name is a log file's.
  case noLogs(directory: String)
  /// Something that is no file with a beginning and an end.
  case unreadable(path: String, FileKind)
  /// A compressor's work that is not read here.
  case compressed(path: String, by: String)
  /// A compressed file that does not hold what was compressed.
  case damaged(path: String, Damage)
  /// A file that lost bytes while it was being read in ranges.
  case shrunk(path: String)

  /// One clause for standard error, with the system's own words:
  /// `cannot open /var/log/x: No such file or directory`.
  package var message: String {
    switch self {
    case .cannotOpen(let path, let error): "cannot open \(path): \(error.words)"
    case .cannotRead(let path, let error): "cannot read \(path): \(error.words)"
    case .noMatch(let pattern): "cannot open \(pattern): \(ErrorNumber.missing.words)"
    case .noLogs(let directory): "cannot read \(directory): no log files in it"
    case .unreadable(let path, .fifo): "cannot read \(path): a FIFO is read with `- < \(path)`"
    case .unreadable(let path, let kind): "cannot read \(path): it is \(kind.words)"
    case .compressed(let path, let program): "cannot read \(path): it is compressed (\(program))"
    case .damaged(let path, let damage): "cannot read \(path): \(damage.words)"
    case .shrunk(let path): "cannot read \(path): it was truncated meanwhile"
    }
  }

  /// The cause alone, one lower-case clause for a screen that already shows the name.
  package var cause: String {
    switch self {
    case .cannotOpen(_, let error), .cannotRead(_, let error): error.clause
    case .noMatch: "no file matches yet"
    case .noLogs: "no log files in it yet"
    case .unreadable(_, let kind): "it is \(kind.words)"
    case .compressed(_, let program): "it is compressed (\(program))"
    case .damaged(_, let damage): damage.words
    case .shrunk: "it was truncated meanwhile"
    }
  }

  /// True for what only another file under the name could change.
  var isLasting: Bool {
    switch self {
    case .unreadable, .compressed: true
    default: false
    }
  }

  /// What it is about: the path, or the pattern as given.
  package var path: String {
    switch self {
    case .cannotOpen(let path, _), .cannotRead(let path, _), .noMatch(let path),
      .noLogs(let path), .unreadable(let path, _), .compressed(let path, _), .damaged(let path, _),
      .shrunk(let path):
      path
    }
  }

  /// True where the source does not exist: status 66 in a batch, waiting while following.
  package var isMissing: Bool {
    switch self {
    case .noMatch, .noLogs: true
    case .cannotOpen(_, let error): error.isMissing
    default: false
    }
  }
}

extension InputError {
  /// What is wrong with a compressed file.
  package enum Damage: Sendable {
    /// It ends before its last member or frame does.
    case truncated
    /// A checksum or the compressed bytes themselves are wrong.
    case corrupt

    fileprivate var words: String {
      switch self {
      case .truncated: "its compressed data ends too early"
      case .corrupt: "its compressed data is damaged"
      }
    }
  }

  /// Makes a system call's failure one about a path that cannot be opened.
  static func opening<Value>(
    _ path: String, _ call: () throws(ErrorNumber) -> Value
  ) throws(InputError) -> Value {
    do { return try call() } catch { throw .cannotOpen(path: path, error) }
  }
}

extension InputError {
  /// What reading a file failed with.
  init(reading path: String, _ error: any Error) {
    switch error {
    case let error as InputError: self = error
    case let error as ErrorNumber: self = .cannotRead(path: path, error)
    default: self = .cannotRead(path: path, .last)
    }
  }
}
