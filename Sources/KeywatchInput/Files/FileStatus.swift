import CSystem
import KeywatchCore

/// What the system says of a file at one moment.
package struct FileStatus: Hashable, Sendable {
  package var identity: FileIdentity
  package var kind: FileKind
  /// In bytes.
  package var size: Int64
  /// When it was written to last; nanoseconds since 1970.
  package var modified: Int64
  /// False once its last name is gone.
  package var hasName: Bool

  /// Describes what a path points to, links followed; opens nothing, so it never hangs.
  package static func of(path: String) throws(ErrorNumber) -> FileStatus {
    var file = kw_file()
    let code = kw_describe_path(path, &file)
    guard code == 0 else { throw ErrorNumber(code) }
    return FileStatus(file)
  }

  /// Describes an open file.
  package static func of(_ descriptor: Descriptor) throws(ErrorNumber) -> FileStatus {
    var file = kw_file()
    let code = kw_describe_descriptor(descriptor.number, &file)
    guard code == 0 else { throw ErrorNumber(code) }
    return FileStatus(file)
  }
}

extension FileStatus {
  private init(_ file: kw_file) {
    identity = FileIdentity(device: file.device, inode: file.inode, born: file.born)
    kind = FileKind(mode: file.mode)
    size = file.size
    modified = file.modified
    hasName = file.links > 0
  }
}
