/// Why a state could not be opened, read or written.
package enum StoreError: Error, Equatable {
  /// The process with this id writes to it.
  case inUse(by: Int32)
  /// It belongs to another configuration's `name:`.
  case otherName(path: String, name: String)
  /// A newer keywatch wrote it.
  case newer(path: String, version: Int)
  /// There is none.
  case missing(path: String)
  /// It was removed, or another file has its name now.
  case replaced(path: String)
  /// Disk full, input or output error, permissions: `cause` is a lower-case clause.
  case failed(path: String, cause: String)

  /// A file that is no state any more.
  static func damaged(_ path: String) -> StoreError {
    .failed(path: path, cause: "it is damaged")
  }

  /// The disk did not do what it was asked.
  static func unreliable(_ path: String) -> StoreError {
    .failed(path: path, cause: "input or output failed")
  }

  /// Why, without the state's path: one lower-case clause.
  package var cause: String {
    if case .failed(_, let cause) = self { return cause }
    return message
  }

  /// One lower-case clause.
  package var message: String {
    switch self {
    case .inUse(let process): "the state is written by another keywatch, process \(process)"
    case .otherName(let path, let name): "the state \(path) belongs to the configuration \(name)"
    case .newer(let path, let version):
      "the state \(path) was written by a newer keywatch (version \(version))"
    case .missing(let path): "there is no state \(path)"
    case .replaced(let path): "the state \(path) was removed or replaced"
    case .failed(let path, let cause): "cannot use the state \(path): \(cause)"
    }
  }
}
