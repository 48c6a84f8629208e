import KeywatchCore
import Synchronization

/// A compressed log that is read at any offset of its text; going back begins anew.
final class CompressedLog: LogFile {
  private struct Reading: Sendable {
    var file: CompressedFile
    /// The text's first bytes, and the last ones before where reading is.
    var head: [UInt8] = []
    var recent: [UInt8] = []
    var isAtEnd = false
    var isDamaged = false
  }

  /// Bytes that are kept of each, more than anybody asks for twice.
  private static let kept = 4096

  private let path: String
  private let descriptor: Descriptor
  private let reading: Mutex<Reading>

  /// Opens a `.gz` or `.zst` file; nil for plain text.
  init?(_ descriptor: Descriptor, path: String) throws(InputError) {
    guard let file = try CompressedFile(descriptor, path: path) else { return nil }
    self.path = path
    self.descriptor = descriptor
    reading = Mutex(Reading(file: file))
  }

  var isCompressed: Bool { true }

  var isDamaged: Bool { reading.withLock(\.isDamaged) }

  func status() throws -> FileStatus { try FileStatus.of(descriptor) }

  func size(behind offset: Int64) throws -> Int64 {
    reading.withLock { $0.isAtEnd && offset >= $0.file.offset ? offset : offset + 1 }
  }

  func nextData(from offset: Int64) -> Int64? { nil }

  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try reading.withLock { reading in
      if offset < Int64(reading.head.count) {
        return Self.give(reading.head[Int(offset)...], into: buffer)
      }
      let start = reading.file.offset - Int64(reading.recent.count)
      if offset >= start, offset < reading.file.offset {
        return Self.give(reading.recent[Int(offset - start)...], into: buffer)
      }
      if offset < start, let again = try CompressedFile(descriptor, path: path) {
        reading = Reading(file: again)
      }
      try Self.pass(to: offset, &reading)
      return reading.isAtEnd ? 0 : try Self.read(&reading, into: buffer)
    }
  }

  private static func give(
    _ bytes: ArraySlice<UInt8>, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    buffer.copyBytes(from: bytes.prefix(buffer.count))
    return min(bytes.count, buffer.count)
  }

  /// Passes over the text before an offset, all of which has to be made out.
  private static func pass(to offset: Int64, _ reading: inout Reading) throws {
    guard offset > reading.file.offset else { return }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
    defer { memory.deallocate() }
    while reading.file.offset < offset, !reading.isAtEnd {
      let count = Int(min(Int64(memory.count), offset - reading.file.offset))
      _ = try read(&reading, into: .init(rebasing: memory[..<count]))
    }
  }

  private static func read(
    _ reading: inout Reading, into buffer: UnsafeMutableRawBufferPointer
  ) throws -> Int {
    let count: Int
    do throws(InputError) {
      count = try reading.file.read(into: buffer)
    } catch {
      // One that ends too early may still be being written.
      if case .damaged(_, .corrupt) = error {
        reading.isAtEnd = true
        reading.isDamaged = true
      }
      throw error
    }
    if count == 0, !buffer.isEmpty { reading.isAtEnd = true }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    let missing = max(0, kept - reading.head.count)
    if missing > 0 { reading.head += UnsafeRawBufferPointer(rebasing: bytes.prefix(missing)) }
    let last = UnsafeRawBufferPointer(rebasing: bytes.suffix(kept))
    reading.recent = reading.recent.suffix(kept - last.count) + last
    return count
  }
}
