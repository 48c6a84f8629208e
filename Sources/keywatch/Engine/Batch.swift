import Dispatch
import KeywatchCore
import KeywatchInput
import Synchronization

/// Reads SOURCEs once to their present end: files in ranges by several threads, whose tallies are merged.
///
/// A compressed file is one piece, since its text can only be read from the beginning.
struct Batch {
  var configuration: Configuration
  /// The values of the keys that are searched for in the lines.
  var keys = KeyValues()
  var since: Timestamp?
  var until: Timestamp?
  /// Threads that read.
  var jobs: Int
  /// Rows of the lists of a report.
  var top: Int

  /// Bytes a thread takes at a time; the end is cut to whole lines.
  var rangeSize: Int64 = 8 << 20

  /// A part of a file that one thread reads: whole lines.
  private struct Piece: Sendable {
    /// What is read of a file.
    enum Part: Sendable {
      case range(RangeReader, Range<Int64>)
      case text(CompressedFile)
    }
    var file: Int
    var part: Part
  }

  /// What the SOURCEs (paths, globs, directories, `-`) hold.
  func read(_ sources: [String]) throws -> Snapshot {
    let files = try BatchFiles(sources)
    let unknownHash = UnknownKeyHash()
    var tally = try read(files, unknownHash)
    if files.hasStandardInput {
      var input = try readStandardInput(unknownHash, number: files.files.count)
      tally.merge(&input)
    }
    return tally.snapshot(now: until, coverage: files.coverage(tally.spans), top: top)
  }

  private func read(_ files: BatchFiles, _ unknownHash: UnknownKeyHash) throws -> Tally {
    let pieces = try pieces(of: files.files)
    let next = Atomic<Int>(0)
    let failure = Mutex<InputError?>(nil)
    let total = Mutex(Total())
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, pieces.count))) { _ in
      var worker = Worker(monitor: monitor(unknownHash))
      while let piece = pieces[safe: next.wrappingAdd(1, ordering: .relaxed).oldValue] {
        do throws(InputError) {
          switch piece.part {
          case .range(let reader, let range): try worker.read(reader, piece.file, range)
          case .text(let text): try worker.read(text, piece.file)
          }
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

  /// The whole texts come first: they take longest, and the ranges fill up the other threads.
  private func pieces(of files: [BatchFile]) throws(InputError) -> [Piece] {
    var texts: [Piece] = []
    var ranges: [Piece] = []
    for (number, file) in files.enumerated() {
      switch file {
      case .compressed(let text): texts.append(Piece(file: number, part: .text(text)))
      case .plain(let reader):
        let count = try hasSeveralKinds(reader) ? 1 : Int(reader.size / rangeSize) + 1
        ranges += try reader.ranges(count).map { Piece(file: number, part: .range(reader, $0)) }
      }
    }
    return texts + ranges
  }

  /// Whether a file's beginning has several lines about a request, or is too short to tell: they must not be parted.
  private func hasSeveralKinds(_ reader: RangeReader) throws(InputError) -> Bool {
    guard reader.size > rangeSize else { return true }
    var worker = Worker(monitor: monitor(UnknownKeyHash()))
    try worker.read(reader, 0, 0..<Int64(LineBuffer.chunkSize))
    return worker.monitor.hasSeveralKinds()
  }

  private func monitor(_ unknownHash: UnknownKeyHash) -> Monitor {
    Monitor(
      configuration: configuration, unknownHash: unknownHash, keys: keys, since: since,
      until: until)
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
      case .dropped: continue
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

  /// Reads a range of whole lines; the last one of a file may lack its newline. A hole is passed over, as following does.
  mutating func read(
    _ reader: RangeReader, _ file: Int, _ range: Range<Int64>
  ) throws(InputError) {
    offset = range.lowerBound
    while offset < range.upperBound {
      let (at, rest) = (offset, Int(range.upperBound - offset))
      var count = 0
      let kept = try fill { memory throws(InputError) in
        count = try reader.read(at: at, into: .init(rebasing: memory[..<min(memory.count, rest)]))
        return memory.closeHole(count)
      }
      guard count > 0 else { break }
      take(file)
      offset += Int64(count)
      if kept == 1, count > 1, let data = reader.nextData(from: offset) {
        offset = min(data, range.upperBound)
      }
    }
    if range.upperBound == reader.size {
      finish(file)
    } else {
      settle(file)
      monitor.end(input: file)
    }
  }

  /// Reads the text of a compressed file; the last line may lack its newline.
  mutating func read(_ text: CompressedFile, _ file: Int) throws(InputError) {
    offset = 0
    while case let count = try fill({ memory throws(InputError) in try text.read(into: memory) }),
      count > 0
    {
      take(file)
      offset += Int64(count)
    }
    finish(file)
  }

  private mutating func fill(
    _ read: (UnsafeMutableRawBufferPointer) throws(InputError) -> Int
  ) throws(InputError) -> Int {
    var failure: InputError?
    let count = buffer.fill { memory in
      do throws(InputError) {
        return try read(memory)
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
    let held = monitor.read(
      buffer.lines, at: InputPosition(input: input, offset: offset), isFinal: false)
    buffer.hold(held)
    monitor.addOversize(buffer.takeOversize())
    buffer.advance()
  }

  /// Counts the lines that were held back: nothing follows them.
  private mutating func settle(_ input: Int) {
    if buffer.takeHeld() {
      monitor.read(buffer.lines, at: InputPosition(input: input, offset: offset))
    }
  }

  /// Reads what stands behind the last newline.
  mutating func finish(_ input: Int) {
    settle(input)
    if buffer.finish() {
      monitor.readUnterminated(
        buffer.lines, at: InputPosition(input: input, offset: offset))
    }
    monitor.addOversize(buffer.takeOversize())
    monitor.end(input: input)
  }
}
