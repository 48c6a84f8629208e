import KeywatchCore

/// What a command writes, cut into lines, without those its earlier runs have given already. Pure.
///
/// While it is not known which of a run's first lines repeat, they are withheld: until no line has
/// come for a second, ten seconds and 16 MiB at most.
struct NewLines: Sendable {
  /// Why lines may be missing before a run.
  enum Loss: String, Hashable, Sendable {
    case redeploy
    case reconnected = "reconnected without overlap"
  }

  static let quiet: Duration = .seconds(1)
  static let patience: Duration = .seconds(10)
  private static let heldLimit = 16 << 20

  /// What was handed over.
  private(set) var recent: RecentLines
  /// Why lines may be missing, since last taken.
  private(set) var losses: [Loss] = []
  /// Whether the last run that told anything repeated the end of the one before; nil while unknown.
  private(set) var hasRepeated: Bool?
  /// True when an unterminated line was handed over, and its end was not told yet.
  private(set) var owesEnd = false
  private var overlap: Overlap?
  private var queue = LineQueue()
  private var held = LineQueue()
  private var firstHeld: ContinuousClock.Instant?
  private var newestHeld: ContinuousClock.Instant?
  /// True when the first line withheld is of an instance never seen before.
  private var isRedeploy = false
  private var instances = InstanceNames()
  private var open: [UInt8] = []
  private var openHash = LineHash()
  /// What the run before left open.
  private var leftOpen: [UInt8] = []

  init(_ recent: RecentLines = RecentLines()) { self.recent = recent }

  /// True when there is something to read.
  var hasBytes: Bool { !queue.isEmpty }

  /// When `pass` has to be called at the latest.
  var due: ContinuousClock.Instant? {
    guard let firstHeld, let newestHeld else { return nil }
    return min(firstHeld + Self.patience, newestHeld + Self.quiet)
  }

  /// Hands over whole lines; an unterminated one is the last of its reading.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let reading = queue.read(into: buffer)
    for hash in reading.hashes { recent.append(hash) }
    owesEnd = owesEnd || reading.endsUnterminated
    return reading.count
  }

  /// Takes note that the end of the unterminated line was told.
  mutating func toldEnd() { owesEnd = false }

  /// Takes what was lost.
  mutating func takeLosses() -> [Loss] {
    defer { losses = [] }
    return losses
  }
}

extension NewLines {
  /// Takes in that a run begins; everything of the one before was handed over.
  mutating func begin() {
    let hashes = recent.hashes
    overlap = hashes.isEmpty ? nil : Overlap(recent: hashes, isFull: recent.isFull)
    if overlap == nil { finishLeftOpen() }
  }

  /// Takes in bytes of the run; returns how many lines of them are new, as far as that is known.
  mutating func take(_ bytes: UnsafeRawBufferPointer, now: ContinuousClock.Instant) -> Int {
    var rest = bytes[...]
    var new = 0
    while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
      openHash.add(UnsafeRawBufferPointer(rebasing: rest[..<newline]))
      let tail = UnsafeRawBufferPointer(rebasing: rest[...newline])
      new += complete(tail, now)
      rest = rest[(newline + 1)...]
    }
    let part = UnsafeRawBufferPointer(rebasing: rest)
    openHash.add(part)
    // Of a line that is too long to be read, no more is kept than shows that it is.
    open += part.prefix(max(0, LineBuffer.lineLimit + 1 - open.count))
    return new
  }

  /// Takes in that time has passed; returns how many lines turned out to be new.
  mutating func pass(now: ContinuousClock.Instant) -> Int {
    guard let due, now >= due, var overlap else { return 0 }
    let finding = overlap.decide()
    self.overlap = overlap
    return act(on: finding)
  }

  /// Takes in that the run is over; returns how many lines turned out to be new.
  mutating func end() -> Int {
    var new = 0
    // A part of a line that may repeat says nothing.
    if overlap == nil, !open.isEmpty { leftOpen = open }
    if var overlap, !held.isEmpty { new = act(on: overlap.decide()) }
    overlap = nil
    open = []
    openHash = LineHash()
    return new
  }

  private mutating func complete(
    _ tail: UnsafeRawBufferPointer, _ now: ContinuousClock.Instant
  ) -> Int {
    defer {
      open.removeAll(keepingCapacity: true)
      openHash = LineHash()
    }
    let hash = openHash.value
    guard var overlap else {
      queue.append(open, tail, hash: hash)
      note(tail)
      return 1
    }
    if held.isEmpty {
      isRedeploy = withBeginning(of: tail) { instances.isStranger($0) }
      note(tail)
      firstHeld = now
    }
    newestHeld = now
    held.append(open, tail, hash: hash)
    var finding = overlap.take(hash)
    if finding == .open, held.byteCount > Self.heldLimit { finding = overlap.decide() }
    self.overlap = overlap
    return act(on: finding)
  }

  private mutating func act(on finding: Overlap.Finding) -> Int {
    switch finding {
    case .open: return 0
    case .onlyRepeats: held = LineQueue()
    case .repeats(let count):
      held.removeFirst(count)
      hasRepeated = true
      leftOpen = []
      overlap = nil
    case .nothing:
      losses.append(isRedeploy ? .redeploy : .reconnected)
      hasRepeated = false
      finishLeftOpen()
      overlap = nil
    }
    (firstHeld, newestHeld) = (nil, nil)
    let new = held.count
    queue.append(&held)
    return new
  }

  /// A line the run before left open will not be completed by this one.
  private mutating func finishLeftOpen() {
    if !leftOpen.isEmpty { queue.appendUnterminated(leftOpen) }
    leftOpen = []
  }

  private mutating func note(_ tail: UnsafeRawBufferPointer) {
    var instances = instances
    withBeginning(of: tail) { instances.add($0) }
    self.instances = instances
  }

  /// The beginning of the line that ends with a tail.
  private func withBeginning<Value>(
    of tail: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Value
  ) -> Value {
    guard !open.isEmpty else { return body(tail) }
    let room = InstanceNames.room
    return (open.prefix(room) + tail.prefix(room)).withUnsafeBytes(body)
  }
}
