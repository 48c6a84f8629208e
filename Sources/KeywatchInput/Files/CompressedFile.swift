import KeywatchCore
import Synchronization

/// A `.gz` or `.zst` file whose text is read once, from its beginning to its end.
///
/// A class, as `Descriptor` is one, so that many stand in arrays. Opening takes no memory worth
/// naming; from the first read to the end it is 200 KiB with gzip, and what the file's window is with
/// zstd.
package final class CompressedFile: Sendable {
  package let path: String
  package let identity: FileIdentity
  private let text: Mutex<InflatedText>

  /// Opens a regular, compressed file; nil for plain text.
  package convenience init?(path: String) throws(InputError) {
    try self.init(Descriptor.file(at: path), path: path)
  }

  /// Takes over an open file, whatever its name; nil for plain text, an error for what cannot be
  /// decompressed here.
  package init?(_ descriptor: Descriptor, path: String) throws(InputError) {
    guard let compression = descriptor.compression else { return nil }
    guard compression.isReadable else { throw .compressed(path: path, by: compression.rawValue) }
    self.path = path
    identity = try InputError.opening(path) { () throws(ErrorNumber) in
      try FileStatus.of(descriptor).identity
    }
    text = Mutex(InflatedText(descriptor, compression, path: path))
  }

  /// Bytes of text read or skipped so far.
  package var offset: Int64 { text.withLock { $0.offset } }

  /// Fills the buffer with the text that follows; 0 at its end.
  ///
  /// Text before a damage is given, the next call throws. `.truncated` is not for ever: a file that
  /// is still being written can be read on later.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    try text.withLock { text throws(InputError) in try text.read(into: buffer) }
  }

  /// Passes over the text up to an offset; returns the offset reached, less where the text ends.
  package func skip(to goal: Int64) throws(InputError) -> Int64 {
    try text.withLock { text throws(InputError) in
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
      defer { memory.deallocate() }
      while text.offset < goal {
        let count = Int(min(Int64(memory.count), goal - text.offset))
        let part = UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
        if try text.read(into: part) == 0 { break }
      }
      return text.offset
    }
  }
}
