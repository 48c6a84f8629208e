import Glibc
import KeywatchCore

/// A SOURCE as the operator wrote it: standard input, a file, a glob, a directory or a command.
///
/// Which of a file, a glob and a directory it is shows only when one looks, and may change while it is followed. A
/// path that exists is that path, whatever characters are in it. A directory stands for its log
/// files: the regular files in it (not below) that are not hidden and whose name ends in `.log`,
/// `.jsonl` or `.ndjson` or begins with `access_log`, the endings of a rotation and of gzip or zstd
/// aside.
package enum SourcePattern: Hashable, Sendable {
  case standardInput
  case path(String)
  /// A program for the shell, whose standard output is followed.
  case command(String)

  /// Reads an argument: `-` is standard input.
  package init(_ argument: String) { self = argument == "-" ? .standardInput : .path(argument) }

  /// How the source is called on the screen and in reports.
  package var name: String {
    switch self {
    case .standardInput: "standard input"
    case .path(let path): path
    case .command(let command): command
    }
  }

  /// The same source from wherever keywatch is started: its path is absolute. So a state calls it.
  package var absolute: SourcePattern {
    guard case .path(let path) = self, !path.hasPrefix("/"), let here = getcwd(nil, 0) else {
      return self
    }
    defer { free(here) }
    let below = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return .path(Directory.path(of: below, in: String(cString: here)))
  }

  /// The files there are now, in reading order: of one name the oldest rotated file first, the live
  /// one last.
  ///
  /// A file with several names is given once. Standard input and commands have none. A source without files is an
  /// error with `isMissing`.
  package func resolve() throws(InputError) -> [String] {
    guard case .path(let path) = self else { return [] }
    let form = try Form(of: path)
    var seen: Set<FileIdentity> = []
    let files = try form.paths(of: path).map { (LogName($0), $0) }.sorted { $0 < $1 }.map(\.1)
      .filter { path in
        guard let status = try? FileStatus.of(path: path), status.kind == .regular else {
          return false
        }
        return seen.insert(status.identity).inserted
      }
    if files.isEmpty { throw form.emptiness(of: path) }
    return files
  }

  /// Fails where no file of this source can ever appear, since the directory for it does not exist.
  package func requireDirectory() throws(InputError) {
    guard case .path(let path) = self else { return }
    _ = try InputError.opening(path) { () throws(ErrorNumber) in
      try FileStatus.of(path: Directory.of(Form.beginning(of: path)))
    }
  }
}
