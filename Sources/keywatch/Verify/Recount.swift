import KeywatchCore
import KeywatchInput
import KeywatchReport

/// A second reading of what a stored position says was read.
struct Recount {
  let configuration: Configuration
  var keys = KeyValues()

  /// Looks for the content of a position and counts its lines up to there.
  func find(_ position: FilePosition) -> Verification.Found {
    if position.offset <= position.begin {
      // A stream that was just begun holds nothing; one that was forgotten cannot be known again.
      return position.state == .finished ? .gone : .recounted(LineCounts(), path: position.path)
    }
    var failure: InputError?
    for path in ContentSearch(position: position).candidates {
      do throws(InputError) {
        if let counts = try count(position, in: path) { return .recounted(counts, path: path) }
      } catch {
        if !error.isMissing, path == position.path || failure == nil { failure = error }
      }
    }
    return failure.map { .unreadable($0.message) } ?? .gone
  }

  /// The lines up to the position; nil where the file holds something else.
  ///
  /// The witnesses are held against the very bytes that were counted, so a file that is truncated meanwhile is
  /// another one.
  private func count(_ position: FilePosition, in path: String) throws(InputError) -> LineCounts? {
    let file = try BatchFile(path: path)
    guard try !file.isOther(than: position) else { return nil }
    var counter = LineCounter(configuration, keys)
    var sight = ContentSight(position)
    var offset: Int64 = 0
    while offset < position.offset {
      let (at, end) = (offset, offset < position.begin ? position.begin : position.offset)
      let count = try counter.read(isCounted: at >= position.begin) { memory throws(InputError) in
        let part = memory[..<Int(min(Int64(memory.count), end - at))]
        return try file.read(at: at, into: .init(rebasing: part))
      } seen: {
        sight.add($0)
      }
      guard count > 0, sight.mayBeIt else { return nil }
      offset += Int64(count)
    }
    return sight.isIt ? counter.finish() : nil
  }
}

extension BatchFile {
  /// Reads the bytes that follow `offset`; a compressed file's are read from its beginning on.
  fileprivate func read(
    at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Int {
    switch self {
    case .plain(let reader): try reader.read(at: offset, into: buffer)
    case .compressed(let file): try file.read(into: buffer)
    }
  }

  /// True where a look at a plain file's ends tells that it is not the one; a compressed one has to be read.
  fileprivate func isOther(than position: FilePosition) throws(InputError) -> Bool {
    guard case .plain(let reader) = self else { return false }
    guard reader.size >= position.offset else { return true }
    let head = try reader.witness(at: 0, position.head.count)
    let tail = try reader.witness(
      at: position.offset - Int64(position.tail.count), position.tail.count)
    return head != position.head || tail != position.tail
  }
}

extension RangeReader {
  /// Of so many bytes at an offset; nil where there are not so many.
  fileprivate func witness(at offset: Int64, _ count: Int) throws(InputError) -> Witness? {
    guard offset >= 0, (0...Int(LineBuffer.chunkSize)).contains(count) else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      var failure: InputError?
      let read = bytes.withUnsafeMutableBytes { bytes in
        do throws(InputError) {
          return try self.read(at: offset + Int64(done), into: .init(rebasing: bytes[done...]))
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      guard read > 0 else { return nil }
      done += read
    }
    return bytes.withUnsafeBytes { Witness($0) }
  }
}
