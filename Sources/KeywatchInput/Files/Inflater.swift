import CInflate

/// A compressed stream being read: owns the C library's state.
struct Inflater: ~Copyable {
  /// What a step came to.
  struct Step {
    var taken: Int
    var given: Int
    /// Why nothing follows.
    var failure: Failure?
  }

  /// Why a stream cannot be read on.
  enum Failure {
    case damaged
    /// It takes a window of more than 128 MiB.
    case largeWindow
    case dictionary
    case noMemory
  }

  /// The state's address: a number may go from thread to thread with its only owner, a pointer may
  /// not.
  private let address: UInt

  /// Begins a stream; nil where memory is short, and for what cannot be read.
  init?(_ compression: Compression) {
    guard let kind = compression.kind, let state = kw_inflater_open(kind) else { return nil }
    address = UInt(bitPattern: state)
  }

  deinit { kw_inflater_close(state) }

  private var state: OpaquePointer? { OpaquePointer(bitPattern: address) }

  /// True where the stream may end: its last member or frame is complete.
  var isWhole: Bool { kw_inflater_is_whole(state) }

  /// Takes input and gives output until one of them is used up.
  mutating func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Step {
    var transfer = kw_transfer(
      input: input.baseAddress?.assumingMemoryBound(to: UInt8.self), input_count: input.count,
      output: output.baseAddress?.assumingMemoryBound(to: UInt8.self), output_count: output.count)
    let result = kw_inflater_step(state, &transfer)
    return Step(
      taken: input.count - transfer.input_count, given: output.count - transfer.output_count,
      failure: Failure(result))
  }
}

extension Compression {
  /// True for what can be read here.
  var isReadable: Bool { kind != nil }

  fileprivate var kind: kw_compression? {
    switch self {
    case .gzip: KW_GZIP
    case .zstd: KW_ZSTD
    case .xz, .bzip2: nil
    }
  }
}

extension Inflater.Failure {
  fileprivate init?(_ result: kw_inflated) {
    switch result {
    case KW_INFLATED: return nil
    case KW_INFLATE_WINDOW: self = .largeWindow
    case KW_INFLATE_DICTIONARY: self = .dictionary
    case KW_INFLATE_NO_MEMORY: self = .noMemory
    default: self = .damaged
    }
  }
}
