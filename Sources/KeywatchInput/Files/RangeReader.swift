import KeywatchCore

/// A file of a fixed size that several threads read in ranges; reading moves no position.
package struct RangeReader: Sendable {
  package let path: String
  package let identity: FileIdentity
  /// Bytes it had when it was opened; what was appended since is not read.
  package let size: Int64
  private let descriptor: Descriptor

  /// Opens a regular, plain file.
  package init(path: String) throws(InputError) {
    let descriptor = try Descriptor.log(at: path)
    let status = try InputError.opening(path) { () throws(ErrorNumber) in
      try FileStatus.of(descriptor)
    }
    self.path = path
    self.descriptor = descriptor
    identity = status.identity
    size = status.size
  }

  /// Reads as much as fits from an offset, 0 at the end; a file that has become shorter is an
  /// error.
  package func read(
    at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Int {
    guard offset >= 0, offset < size else { return 0 }
    let wanted = Int(min(Int64(buffer.count), size - offset))
    guard wanted > 0 else { return 0 }
    let count: Int
    do {
      count = try descriptor.read(at: offset, into: .init(rebasing: buffer[..<wanted]))
    } catch {
      throw .cannotRead(path: path, error)
    }
    if count == 0 { throw .shrunk(path: path) }
    return count
  }

  /// Where bytes begin that were written, at or behind an offset; nil where that cannot be told.
  package func nextData(from offset: Int64) -> Int64? { descriptor.nextData(from: offset) }

  /// Cuts the file into at most so many ranges of whole lines, about equally long; none for an
  /// empty file.
  package func ranges(_ count: Int) throws(InputError) -> [Range<Int64>] {
    let parts = Int64(max(1, count))
    var ranges: [Range<Int64>] = []
    var start: Int64 = 0
    for part in 1...parts where start < size {
      let goal = part == parts ? size : size / parts * part
      let end = try lineStart(from: max(start, goal))
      if end > start { ranges.append(start..<end) }
      start = end
    }
    return ranges
  }

  private func lineStart(from offset: Int64) throws(InputError) -> Int64 {
    if offset >= size { return size }
    do {
      return try descriptor.startOfLine(from: offset, size: size)
    } catch {
      throw .cannotRead(path: path, error)
    }
  }
}
