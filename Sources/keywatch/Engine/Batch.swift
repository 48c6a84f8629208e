import Dispatch
import KeywatchCore
import KeywatchInput
import Synchronization

/// Reads SOURCEs once to their present end: files in ranges by several threads, whose tallies are merged.
struct Batch {
  var configuration: Configuration
  var since: Timestamp?
  var until: Timestamp?
  /// Threads that read.
  var jobs: Int
  /// Rows of the lists of a report.
  var top: Int

  /// Bytes a thread takes at a time; the end is cut to whole lines.
  var rangeSize: Int64 = 8 << 20

  /// A range of whole lines of a file.
  private struct Piece: Sendable {
    var file: Int
    var range: Range<Int64>
  }

  /// What the SOURCEs (paths, globs, directories, `-`) hold.
  func read(_ sources: [String]) throws -> Snapshot {
    let files = try BatchFiles(sources)
    let unknownHash = UnknownKeyHash()
    var tally = try read(files, unknownHash)
    if files.hasStandardInput {
      var input = try readStandardInput(unknownHash, number: files.readers.count)
      tally.merge(&input)
    }
    return tally.snapshot(now: until, coverage: files.coverage(tally.spans), top: top)
  }

  private func read(_ files: BatchFiles, _ unknownHash: UnknownKeyHash) throws -> Tally {
    let pieces = try files.readers.enumerated().flatMap { file, reader in
      let count = Int(reader.size / rangeSize) + 1
      return try reader.ranges(count).map { Piece(file: file, range: $0) }
    }
    let next = Atomic<Int>(0)
    let failure = Mutex<InputError?>(nil)
    let total = Mutex(Total())
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, pieces.count))) { _ in
      var worker = Worker(monitor: monitor(unknownHash))
      while let piece = pieces[safe: next.wrappingAdd(1, ordering: .relaxed).oldValue] {
        do throws(InputError) {
          try worker.read(files.readers[piece.file], piece.file, piece.range)
        } catch {
          failure.withLock { $0 = error }
        }
      }
      var tally: Tally? = worker.monitor.finish()
      total.withLock { $0.add(&tally) }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return total.withLock { $0.take() } ?? Tally(configuration: configuration)
  }

  private func monitor(_ unknownHash: UnknownKeyHash) -> Monitor {
    Monitor(
      configuration: configuration, unknownHash: unknownHash, since: since, until: until)
  }

  private func readStandardInput(
    _ unknownHash: UnknownKeyHash, number: Int
  ) throws -> Tally {
    var worker = Worker(monitor: monitor(unknownHash))
    var set = try SourceSet([.standardInput])
    while !set.isOver {
      switch set.next() {
      case .bytes: worker.readChunk(of: &set, number)
      case .ended: worker.finish(number)
      case .rewound, .lost: continue
      case .idle: _ = set.wait(upTo: .seconds(1))
      }
    }
    return worker.monitor.finish()
  }
}

/// The sum of what the threads counted; the first one's tally is where the others are added.
private struct Total: ~Copyable, Sendable {
  private var tally: Tally?

  /// Takes over `other`.
  mutating func add(_ other: inout Tally?) {
    guard var theirs = other.take() else { return }
    if var sum = tally.take() {
      sum.merge(&theirs)
      tally = consume sum
    } else {
      tally = consume theirs
    }
  }

  mutating func take() -> Tally? { tally.take() }
}

/// One thread's part of a batch.
private struct Worker: ~Copyable {
  var monitor: Monitor
  private var buffer = LineBuffer()
  private var offset: Int64 = 0

  init(monitor: consuming Monitor) { self.monitor = monitor }

  /// Reads a range of whole lines; the last one of a file may lack its newline.
  mutating func read(
    _ reader: RangeReader, _ file: Int, _ range: Range<Int64>
  ) throws(InputError) {
    offset = range.lowerBound
    while offset < range.upperBound {
      let rest = Int(range.upperBound - offset)
      let count = try fill(reader, rest)
      guard count > 0 else { break }
      take(file)
      offset += Int64(count)
    }
    if range.upperBound == reader.size { finish(file) }
  }

  private mutating func fill(_ reader: RangeReader, _ rest: Int) throws(InputError) -> Int {
    let at = offset
    var failure: InputError?
    let count = buffer.fill { memory in
      let part = UnsafeMutableRawBufferPointer(rebasing: memory[..<min(memory.count, rest)])
      do throws(InputError) {
        return try reader.read(at: at, into: part)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return count
  }

  mutating func readChunk(of set: inout SourceSet, _ input: Int) {
    let count = buffer.fill { set.read(into: $0) }
    take(input)
    offset += Int64(count)
  }

  private mutating func take(_ input: Int) {
    monitor.read(buffer.lines, at: InputPosition(input: input, offset: offset))
    monitor.addOversize(buffer.takeOversize())
    buffer.advance()
  }

  /// Reads what stands behind the last newline.
  mutating func finish(_ input: Int) {
    if buffer.finish() {
      monitor.readUnterminated(
        buffer.lines, at: InputPosition(input: input, offset: offset))
    }
    monitor.addOversize(buffer.takeOversize())
  }
}
