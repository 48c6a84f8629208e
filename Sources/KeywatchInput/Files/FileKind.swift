import Glibc

/// What stands behind a name; only a regular file has lines that can be read again.
package enum FileKind: Hashable, Sendable {
  case regular, directory, fifo, socket, device
  /// Made up by the kernel while it is read, as under /proc.
  case madeUp
  case odd

  /// Reads the type bits of a mode.
  init(mode: UInt32) {
    switch mode & UInt32(S_IFMT) {
    case UInt32(S_IFREG): self = .regular
    case UInt32(S_IFDIR): self = .directory
    case UInt32(S_IFIFO): self = .fifo
    case UInt32(S_IFSOCK): self = .socket
    case UInt32(S_IFCHR), UInt32(S_IFBLK): self = .device
    default: self = .odd
    }
  }

  /// The kind with its article, as in "it is a directory".
  var words: String {
    switch self {
    case .regular: "a file"
    case .directory: "a directory"
    case .fifo: "a FIFO"
    case .socket: "a socket"
    case .device: "a device"
    case .madeUp: "made up by the kernel"
    case .odd: "not a file"
    }
  }
}
