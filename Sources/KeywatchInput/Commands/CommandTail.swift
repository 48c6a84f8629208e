import Glibc
import KeywatchCore

/// One command that is followed: started again when it ends, read without what it repeats.
struct CommandTail: Sendable {
  let stream: LineStream
  let command: String
  /// Bytes its runs have written.
  private(set) var bytesRead: Int64 = 0
  private(set) var lines: NewLines
  private(set) var supervision: CommandSupervision
  /// What was wrong with the newest run; nil once one gives lines.
  private(set) var trouble: CommandTrouble?
  /// True once a line came from the run under way.
  private(set) var hasLines = false
  private(set) var child: ChildProcess?
  private(set) var errors: ErrorText
  private var outputIsOver = false
  private var errorsAreOver = false
  private var endingDue: ContinuousClock.Instant?
  /// Readings so far: all, those in the position given last, and those in the one saved.
  private var delivered = (all: 0, given: 0, saved: 0)
  /// Applies to runs that begin.
  var secrecy = CommandSecrecy()

  private static let chunkSize = 64 << 10
  /// Chunks of one visit whose lines all repeat, or that are errors.
  private static let chunkLimit = 16
  /// How often is looked whether a process has ended that still holds its output open, and whose
  /// output is over.
  private static let endingInterval: (usual: Duration, atEnd: Duration) = (
    .seconds(1), .milliseconds(10)
  )

  init(_ command: String, stream: LineStream, recent: [UInt64] = []) {
    self.command = command
    self.stream = stream
    lines = NewLines(RecentLines(recent))
    supervision = CommandSupervision(repeats: CommandWords(command).program == "doctl")
    errors = ErrorText(of: command) { $0 }
  }

  /// What to poll for its next bytes.
  var polled: [Int32] {
    guard let child else { return [] }
    return (outputIsOver ? [] : [child.output.number])
      + (errorsAreOver ? [] : [child.errors.number])
  }

  /// When it has to be visited again at the latest.
  var due: ContinuousClock.Instant? {
    [supervision.due, lines.due, endingDue].compactMap(\.self).min()
  }

  /// Says what reading comes to next.
  mutating func next(now: ContinuousClock.Instant) -> Step {
    if let step = pendingStep() { return step }
    supervise(now)
    pull(now)
    book(lines.pass(now: now), now)
    endIfOver(now)
    return pendingStep() ?? .idle
  }

  /// Hands over whole lines.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    delivered.all &+= 1
    return lines.read(into: buffer)
  }

  /// How far it was handed over; nil where that is saved already.
  mutating func movedPosition(of source: String) -> CommandPosition? {
    guard delivered.all != delivered.saved else { return nil }
    delivered.given = delivered.all
    return CommandPosition(
      number: stream.number, source: source, recent: lines.recent.hashes)
  }

  /// Takes in that the position given last is stored.
  mutating func positionSaved() { delivered.saved = delivered.given }

  /// Takes why lines may be missing.
  mutating func takeLosses() -> [NewLines.Loss] { lines.takeLosses() }

  /// Asks everything it has started to end; true if there is something.
  func terminate() -> Bool {
    child?.signal(SIGTERM)
    return child != nil
  }

  /// The process id of the run under way.
  var process: Int32? { child?.process }

  /// True when its process has ended or there is none.
  var hasEnded: Bool { child.map { $0.ending != nil } ?? true }

  /// True while its first run may still bring what there is now.
  func isSettling(
    within limit: Duration, quiet: Duration, now: ContinuousClock.Instant
  ) -> Bool {
    guard supervision.runs <= 1, supervision.nextStart == nil || supervision.runs == 0 else {
      return false
    }
    guard let since = supervision.runningSince else { return true }
    guard let newest = supervision.newestLine else { return now - since < limit }
    return now - newest < quiet && now - since < limit
  }

  /// Kills what is left and frees its process id.
  mutating func end() {
    child = nil
    endingDue = nil
  }

  private mutating func pendingStep() -> Step? {
    if lines.owesEnd {
      lines.toldEnd()
      return .ended(stream)
    }
    return lines.hasBytes ? .bytes(stream) : nil
  }
}

extension CommandTail {
  private mutating func supervise(_ now: ContinuousClock.Instant) {
    switch supervision.demand(now: now) {
    case .start: start(now)
    case .terminate: child?.signal(SIGTERM)
    case .kill: child?.signal(SIGKILL)
    case .nothing: break
    }
  }

  private mutating func start(_ now: ContinuousClock.Instant) {
    do throws(ErrorNumber) {
      child = try ChildProcess(command, withheld: secrecy.withheld)
      supervision.started(now: now)
      lines.begin()
      (outputIsOver, errorsAreOver, hasLines) = (false, false, false)
      errors = ErrorText(of: command, mask: secrecy.mask)
      endingDue = now + Self.endingInterval.usual
    } catch {
      supervision.ended(now: now)
      trouble = CommandTrouble(ending: .notStarted(error), errors, command)
    }
  }

  /// Reads what is there, until it comes to new lines.
  private mutating func pull(_ now: ContinuousClock.Instant) {
    guard let child else { return }
    withUnsafeTemporaryAllocation(byteCount: Self.chunkSize, alignment: 16) { buffer in
      for _ in 0..<Self.chunkLimit where !errorsAreOver {
        guard takeErrors(from: child, buffer) else { break }
      }
      for _ in 0..<Self.chunkLimit where !outputIsOver && !lines.hasBytes {
        guard takeOutput(from: child, buffer, now) else { break }
      }
    }
  }

  private mutating func takeErrors(
    from child: ChildProcess, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Bool {
    switch child.errors.arrival(into: buffer) {
    case .bytes(let count):
      errors.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return true
    case .nothing: return false
    case .end:
      errorsAreOver = true
      return false
    }
  }

  private mutating func takeOutput(
    from child: ChildProcess, _ buffer: UnsafeMutableRawBufferPointer,
    _ now: ContinuousClock.Instant
  ) -> Bool {
    switch child.output.arrival(into: buffer) {
    case .bytes(let count):
      bytesRead += Int64(count)
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if bytes.contains(UInt8(ascii: "\n")) { (hasLines, trouble) = (true, nil) }
      book(lines.take(bytes, now: now), now)
      return true
    case .nothing: return false
    case .end:
      outputIsOver = true
      supervision.outputEnded(now: now)
      endingDue = now
      return false
    }
  }

  private mutating func book(_ newLines: Int, _ now: ContinuousClock.Instant) {
    if newLines > 0 { supervision.gaveLines(now: now) }
    if let repeats = lines.hasRepeated { supervision.repeats = repeats }
  }

  /// Ends the run when its process has ended and everything it wrote was taken.
  private mutating func endIfOver(_ now: ContinuousClock.Instant) {
    guard let child, let endingDue, now >= endingDue, !lines.hasBytes else { return }
    self.endingDue =
      now + (outputIsOver ? Self.endingInterval.atEnd : Self.endingInterval.usual)
    guard let ending = child.ending else { return }
    // Once more: what it wrote last was there before it ended.
    while !outputIsOver, !lines.hasBytes {
      let before = bytesRead
      pull(now)
      if bytesRead == before { break }
    }
    guard !lines.hasBytes else { return self.endingDue = now }
    errors.finish()
    end()
    book(lines.end(), now)
    trouble = supervision.isEnding ? .silence : CommandTrouble(ending: ending, errors, command)
    supervision.ended(now: now)
  }
}
