import CSystem
import Glibc

/// An open descriptor, closed with its last owner.
///
/// A class, since the files of many tails stand in arrays, which hold no noncopyable values.
package final class Descriptor: Sendable {
  package let number: Int32

  /// Takes over a descriptor that is open.
  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Opens a regular file of plain text.
  package static func log(at path: String) throws(InputError) -> Descriptor {
    let descriptor = try file(at: path)
    if let compression = descriptor.compression {
      throw .compressed(path: path, by: compression.rawValue)
    }
    return descriptor
  }

  /// Opens a regular file; anything else is refused before it is opened, so nothing hangs.
  package static func file(at path: String) throws(InputError) -> Descriptor {
    let named = try InputError.opening(path) { () throws(ErrorNumber) in
      try FileStatus.of(path: path)
    }
    try refuse(path, unless: named.kind)
    let (descriptor, status) = try InputError.opening(path) { () throws(ErrorNumber) in
      let descriptor = try open(path)
      return (descriptor, try FileStatus.of(descriptor))
    }
    // Once more on what was opened: the name may have changed hands in between.
    try refuse(path, unless: kw_is_made_up(descriptor.number) == 1 ? .madeUp : status.kind)
    return descriptor
  }

  private static func refuse(_ path: String, unless kind: FileKind) throws(InputError) {
    guard kind == .regular else { throw .unreadable(path: path, kind) }
  }

  private static func open(_ path: String) throws(ErrorNumber) -> Descriptor {
    while true {
      let number = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      if number >= 0 { return Descriptor(owning: number) }
      if errno != EINTR { throw .last }
    }
  }

  /// Reads bytes from an offset without moving any position; 0 at the end.
  package func read(
    at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ErrorNumber) -> Int {
    while true {
      let count = pread(number, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw .last }
    }
  }
}
