import Glibc

/// Turns chunks into regions of complete lines: what a chunk leaves open, and lines that are held back because what follows
/// decides on them, are kept and put in front of the next.
///
/// The chunk is read to a page boundary and the open rest copied before it, so no line is ever copied whole
/// and the kernel copies to aligned memory. A line longer than the limit is skipped and counted, never kept.
package struct LineBuffer: ~Copyable {
  /// Bytes a line may have, newline included.
  package static let lineLimit = 1 << 20
  /// Bytes of complete lines that can be held back.
  package static let heldLimit = 64 << 10
  /// Bytes asked for at once; measured best between 32 KiB and 1 MiB.
  package static let chunkSize = 256 << 10
  /// Bytes that may be read before and behind a region without leaving the memory.
  static let padding = 4096
  /// Where chunks are read to: a page boundary with room for what is held and the longest open line before it.
  private static let base = padding + heldLimit + lineLimit
  /// The largest region there can be.
  static let regionLimit = heldLimit + lineLimit + chunkSize

  private let memory: UnsafeMutableRawBufferPointer
  /// Bytes before the chunk that belong to the next region, and those of them that are lines held back.
  private var open = 0
  package private(set) var held = 0
  private var region = 0..<0
  /// Bytes behind the region, not yet moved in front of the next chunk.
  private var pending = 0..<0
  /// How many of them are lines held back.
  private var pendingHeld = 0
  /// True while the rest of a line that is too long is being thrown away.
  private var skipsLine = false
  /// Lines that were too long, since last asked.
  private var oversize = 0

  package init() {
    memory = .allocate(byteCount: Self.regionLimit + 2 * Self.padding, alignment: 4096)
  }

  deinit { memory.deallocate() }

  /// What a source leaves open while another one is read.
  package struct Remainder: Sendable {
    var bytes: [UInt8] = []
    /// Bytes at the beginning that are lines held back.
    package fileprivate(set) var held = 0
    var skipsLine = false
    package init() {}
  }

  /// Lets `read` put bytes into the buffer and cuts them into a region; returns what `read` returned.
  package mutating func fill(
    _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) rethrows -> Int {
    let count = try read(
      UnsafeMutableRawBufferPointer(rebasing: memory[Self.base..<Self.base + Self.chunkSize]))
    guard count > 0 else {
      region = 0..<0
      return count
    }
    cut(Self.base..<Self.base + min(count, Self.chunkSize))
    return count
  }

  /// The complete lines of the last fill; valid until the next mutation.
  package var lines: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[region])
  }

  /// Takes what is left open, for another source to be read; give it back with `restore`.
  package mutating func takeRemainder() -> Remainder {
    var remainder = Remainder()
    remainder.bytes = Array(memory[Self.base - open..<Self.base])
    remainder.held = held
    remainder.skipsLine = skipsLine
    open = 0
    held = 0
    skipsLine = false
    return remainder
  }

  /// Puts back what a source had left open.
  package mutating func restore(_ remainder: Remainder) {
    open = min(remainder.bytes.count, Self.heldLimit + Self.lineLimit)
    held = remainder.held
    skipsLine = remainder.skipsLine
    remainder.bytes.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: memory[(Self.base - open)...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(open)))
    }
  }

  /// Holds back the last lines of the region, `count` bytes: they come again, in front of what follows them.
  package mutating func hold(_ count: Int) {
    let count = min(count, region.count, Self.heldLimit)
    guard count > 0 else { return }
    let start = region.upperBound - count
    pending = start..<(pending.isEmpty ? region.upperBound : pending.upperBound)
    pendingHeld = count
    region = region.lowerBound..<start
  }

  /// Makes a region of the lines held back, since nothing follows them; false where there are none.
  package mutating func takeHeld() -> Bool {
    region = Self.base - open..<Self.base - open + held
    open -= held
    held = 0
    return !region.isEmpty
  }

  /// Ends the stream, of which nothing is held any more: a line left open becomes the region, with a newline of ours. True if there was one.
  package mutating func finish() -> Bool {
    if skipsLine { oversize += 1 }
    skipsLine = false
    region = Self.base - open..<Self.base
    guard open > 0 else { return false }
    memory[Self.base] = 0x0a
    region = Self.base - open..<Self.base + 1
    open = 0
    return true
  }

  /// How many lines were too long since the last call.
  package mutating func takeOversize() -> Int {
    defer { oversize = 0 }
    return oversize
  }

  private mutating func cut(_ chunk: Range<Int>) {
    var chunk = chunk
    region = chunk.lowerBound..<chunk.lowerBound
    if skipsLine {
      guard let newline = memory[chunk].firstIndex(of: 0x0a) else { return }
      skipsLine = false
      oversize += 1
      chunk = newline + 1..<chunk.upperBound
      if chunk.isEmpty { return }
      // A line is skipped behind what is held, and that is all that is open.
      move(Self.base - open..<Self.base, before: chunk.lowerBound)
      region = chunk.lowerBound..<chunk.lowerBound
    }
    let start = chunk.lowerBound - open
    guard let last = memory[chunk].lastIndex(of: 0x0a) else {
      keepOpen(start..<chunk.upperBound, held: held)
      return
    }
    region = start..<last + 1
    dropOversizeLine()
    open = 0
    held = 0
    if last + 1 < chunk.upperBound { pending = last + 1..<chunk.upperBound }
  }

  /// Moves what is left open or held back in front of the next chunk; call when the region was read.
  package mutating func advance() {
    if !pending.isEmpty {
      keepOpen(pending, held: pendingHeld)
      pending = 0..<0
      pendingHeld = 0
    }
    region = 0..<0
  }

  private mutating func keepOpen(_ bytes: Range<Int>, held: Int) {
    var bytes = bytes
    self.held = held
    if bytes.count - held >= Self.lineLimit {
      skipsLine = true
      bytes = bytes.lowerBound..<bytes.lowerBound + held
    }
    open = bytes.count
    move(bytes, before: Self.base)
  }

  /// A line that grew over the limit with this chunk is too long, however it was cut into chunks: the first one behind
  /// those that were held back.
  private mutating func dropOversizeLine() {
    let line = region.lowerBound + held
    guard region.upperBound - line > Self.lineLimit,
      let newline = memory[line..<region.upperBound].firstIndex(of: 0x0a),
      newline + 1 - line > Self.lineLimit
    else { return }
    oversize += 1
    move(region.lowerBound..<line, before: newline + 1)
    region = newline + 1 - held..<region.upperBound
  }

  /// Moves bytes to where they end before an offset.
  private func move(_ bytes: Range<Int>, before end: Int) {
    guard let start = memory.baseAddress, !bytes.isEmpty else { return }
    memmove(start + (end - bytes.count), start + bytes.lowerBound, bytes.count)
  }
}
