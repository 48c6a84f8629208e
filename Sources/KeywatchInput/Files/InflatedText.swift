/// The text of a compressed file as it is read, from its beginning to its end.
struct InflatedText: ~Copyable {
  /// Bytes of text given so far.
  private(set) var offset: Int64 = 0
  private let descriptor: Descriptor
  private let compression: Compression
  private let path: String
  /// Made with the first read and gone with the last one: it may take a lot of memory.
  private var inflater: Inflater?
  /// Compressed bytes, of which those in `rest` have not been taken yet.
  private var input: [UInt8] = []
  private var rest = 0..<0
  /// Where the next compressed bytes are read from.
  private var inputOffset: Int64 = 0
  /// True where the inflater may have more to give without being given anything.
  private var isOwing = false
  private var end: End?

  /// How it ended.
  private enum End {
    case whole
    case failed(InputError)
  }

  private static let inputSize = 128 << 10

  init(_ descriptor: Descriptor, _ compression: Compression, path: String) {
    self.descriptor = descriptor
    self.compression = compression
    self.path = path
  }

  /// Fills the buffer with the text that follows; less than that only before the end or a failure,
  /// 0 at the end.
  mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Int {
    var count = 0
    while count < buffer.count, end == nil {
      do throws(InputError) {
        count += try step(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      } catch {
        // What was made out goes first; whoever reads on is told.
        if count == 0 { throw error }
        break
      }
    }
    if count == 0, case .failed(let error) = end { throw error }
    offset += Int64(count)
    return count
  }

  private mutating func step(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Int {
    if rest.isEmpty, !isOwing, try refill() == 0 {
      // Not for ever: the rest of a file that is still being written may come.
      guard isWhole else { throw .damaged(path: path, .truncated) }
      finish(.whole)
      return 0
    }
    var inflater = try takeInflater()
    let step = input.withUnsafeBytes {
      inflater.step(UnsafeRawBufferPointer(rebasing: $0[rest]), into: buffer)
    }
    rest = rest.lowerBound + step.taken..<rest.upperBound
    isOwing = step.given == buffer.count
    // Input that brings nothing on never would.
    let isStuck = step.taken == 0 && step.given == 0 && !rest.isEmpty
    if let failure = step.failure ?? (isStuck ? .damaged : nil) {
      finish(.failed(error(failure)))
    } else {
      self.inflater = consume inflater
    }
    return step.given
  }

  private var isWhole: Bool {
    switch inflater {
    case .some(let inflater): inflater.isWhole
    case nil: false
    }
  }

  private mutating func takeInflater() throws(InputError) -> Inflater {
    if let inflater = inflater.take() { return inflater }
    guard let inflater = Inflater(compression) else { throw .cannotRead(path: path, .noMemory) }
    return inflater
  }

  /// Reads compressed bytes; returns how many there are.
  private mutating func refill() throws(InputError) -> Int {
    if input.isEmpty { input = [UInt8](repeating: 0, count: Self.inputSize) }
    let count: Int
    do {
      count = try input.withUnsafeMutableBufferPointer { bytes throws(ErrorNumber) in
        try descriptor.read(at: inputOffset, into: UnsafeMutableRawBufferPointer(bytes))
      }
    } catch {
      throw .cannotRead(path: path, error)
    }
    rest = 0..<count
    inputOffset += Int64(count)
    return count
  }

  private mutating func finish(_ end: End) {
    self.end = end
    inflater = nil
    input = []
    rest = 0..<0
  }

  private func error(_ failure: Inflater.Failure) -> InputError {
    switch failure {
    case .damaged: .damaged(path: path, .corrupt)
    case .largeWindow: .compressed(path: path, by: "zstd, with a window over 128 MiB")
    case .dictionary: .compressed(path: path, by: "zstd, with a dictionary")
    case .noMemory: .cannotRead(path: path, .noMemory)
    }
  }
}
