import KeywatchCore
import KeywatchInput

/// Counts the lines of one stream again, as they were counted the first time.
struct LineCounter: ~Copyable {
  private var monitor: Monitor
  private var buffer = LineBuffer()

  init(_ configuration: Configuration, _ keys: KeyValues) {
    monitor = Monitor(configuration: configuration, unknownHash: UnknownKeyHash(), keys: keys)
  }

  /// Reads a chunk, shows its bytes and counts their lines; returns how many bytes there were, 0 at the end.
  mutating func read<Failure: Error>(
    isCounted: Bool,
    _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int,
    seen: (UnsafeRawBufferPointer) -> Void
  ) throws(Failure) -> Int {
    var failure: Failure?
    var count = 0
    _ = buffer.fill { memory in
      do throws(Failure) {
        count = try read(memory)
        seen(UnsafeRawBufferPointer(rebasing: memory[..<count]))
        return memory.closeHole(count)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    take(isCounted: isCounted)
    return count
  }

  private mutating func take(isCounted: Bool) {
    if isCounted { monitor.read(buffer.lines, at: InputPosition()) }
    let oversize = buffer.takeOversize()
    if isCounted { monitor.addOversize(oversize) }
    buffer.advance()
    if !isCounted { _ = buffer.takeRemainder() }
  }

  /// Counts what stands behind the last newline, and says what there was in all.
  consuming func finish() -> LineCounts {
    if buffer.finish() { monitor.readUnterminated(buffer.lines, at: InputPosition()) }
    monitor.addOversize(buffer.takeOversize())
    return monitor.finish().lines
  }
}
