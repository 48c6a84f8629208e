/// The lines of a region that are not counted yet, in order: those that are about one request are joined here, and those
/// that a client may have forged are found.
struct OpenLines {
  /// Milliseconds between two lines about one request.
  private static let window: Int64 = 1000
  /// Lines between them.
  private static let reach = 64
  /// Counted lines that are kept at most.
  private static let countedLimit = 1024

  private var lines: [OpenLine] = []
  /// What the live log shows of those that it shows.
  private var entries: [Int: LogEntry] = [:]
  /// The first that is not counted.
  private var head = 0
  /// Behind the last line that has to be counted because one before it was.
  private var bound = 0
  /// Behind the last line that is known to be settled, and behind the last one that has to be counted with those.
  private var checked = 0
  private var closed = 0
  /// The beginning of a line of which a record is counted already: its others cannot come again.
  var broken: Int?

  var isEmpty: Bool { head == lines.count }

  /// Where the first one begins.
  var start: Int? { isEmpty ? nil : lines[head].range.lowerBound }

  /// Whether the only line is a request that the next one of this kind cannot change, and not of a client's ending.
  func isSettled(by kind: UInt32) -> Bool {
    guard lines.count - head == 1, case .request(let request) = lines[head].content else {
      return false
    }
    return request.traits.kind == kind && request.traits.hasStatus && !lines[head].endsInText
  }

  /// Forgets all lines.
  mutating func clear() {
    lines.removeAll(keepingCapacity: true)
    entries.removeAll()
    (head, bound, checked, closed) = (0, 0, 0, 0)
  }

  /// Adds the line that follows; `followsText` says of the first one whether a client may have ended the line before.
  mutating func add(_ line: OpenLine, _ entry: LogEntry?, followsText: Bool) {
    var line = line
    line.followsText = lines.last?.endsInText ?? followsText
    if line.isFragment, suspectLast() { line.content = .undecoded(.fragment) }
    joinLast()
    if case .request(var request) = line.content {
      // It may be the client's that ended the line before.
      if line.followsText { request.traits.isWeak = true }
      line.content = .request(request)
      line.joined(request.traits)
    }
    if let entry { entries[lines.count] = entry }
    lines.append(line)
  }

  /// The next line that nothing further can change, with what the live log shows of it; nil where there is none yet.
  ///
  /// `isMixed` says that lines of several producers may be about one request.
  mutating func next(isMixed: Bool, isFinal: Bool) -> (line: OpenLine, entry: LogEntry?)? {
    if isFinal || lines.count - head > Self.reach && lines[head].isPart { joinLast() }
    guard !isEmpty, isFinal || head < bound || areSettled(isMixed: isMixed) else { return nil }
    return take()
  }

  /// The next record of the line in `broken`, which ends before `start`.
  mutating func nextBroken(before start: Int) -> (line: OpenLine, entry: LogEntry?)? {
    guard let broken, broken != start, self.start == broken else { return nil }
    joinLast()
    return take()
  }

  private mutating func take() -> (line: OpenLine, entry: LogEntry?) {
    let line = lines[head]
    let entry = entries.isEmpty ? nil : entries[head]
    bound = max(bound, end(of: head))
    head += 1
    if line.isPart, isEmpty { broken = line.start }
    if head == Self.countedLimit { dropCounted() }
    return (line, entry)
  }

  /// Behind the last line that has to be counted with this one: those that are joined in it, and the records of its line,
  /// for lines come again from the first that is not counted.
  private func end(of index: Int) -> Int {
    var end = index + lines[index].reach + 1
    guard lines[index].isPart else { return end }
    while end < lines.count, lines[end].start == lines[index].start { end += 1 }
    return end
  }

  /// Whether nothing further can change the first line, nor those that have to be counted with it; or they are too many.
  private mutating func areSettled(isMixed: Bool) -> Bool {
    if lines[lines.count - 1].start - lines[head].start > LineBuffer.heldLimit { return true }
    checked = max(checked, head)
    while checked < max(closed, head + 1) {
      guard isSettled(checked, isMixed: isMixed) else { return false }
      closed = max(closed, end(of: checked))
      checked += 1
    }
    return true
  }

  /// Forgets the lines that are counted: a line of a mebibyte may hold half a million records.
  private mutating func dropCounted() {
    lines.removeFirst(head)
    let shown = entries
    entries.removeAll()
    for (index, entry) in shown where index >= head { entries[index - head] = entry }
    (bound, checked, closed) = (max(bound - head, 0), max(checked - head, 0), max(closed - head, 0))
    head = 0
  }

  private func isSettled(_ index: Int, isMixed: Bool) -> Bool {
    let line = lines[index]
    let behind = lines.count - 1 - index
    // A line's records wait for its end, unless there are many.
    if line.isPart, behind < Self.reach, lines[lines.count - 1].start == line.start { return false }
    guard case .request(let request) = line.content else {
      // What follows a request behind text decides on both.
      if line.isFragment, behind == 1, case .request = lines[index + 1].content { return false }
      return behind > 0 || !line.endsInText && !line.isFragment
    }
    guard behind > 0 else { return false }
    guard isMixed || !request.traits.hasStatus, behind < Self.reach else { return true }
    return isOver(request.time, isInner: false)
      && (request.innerTime == nil || isOver(request.innerTime, isInner: true))
  }

  /// Whether the last request that states such a time was so much later that none of `time` follows.
  private func isOver(_ time: Int64?, isInner: Bool) -> Bool {
    guard let time else { return false }
    for line in lines[head...].reversed() {
      if case .request(let other) = line.content, let last = isInner ? other.innerTime : other.time
      {
        return last - time > Self.window
      }
    }
    return false
  }
}

extension OpenLines {
  /// A fragment comes: what stands between it and text that a client may have ended is suspect. True where it is.
  private mutating func suspectLast() -> Bool {
    let last = lines.count - 1
    guard last >= head, lines[last].followsText, case .request = lines[last].content else {
      return false
    }
    lines[last].content = .suspect
    // Should the fragment come again, then with what it is behind.
    lines[last].reach = 1
    entries[last] = nil
    if last > head, lines[last - 1].isFragment {
      lines[last - 1].content = .undecoded(.fragment)
    }
    return true
  }

  /// Joins the last line with an earlier one about the same request.
  private mutating func joinLast() {
    let last = lines.count - 1
    guard last > head, case .request(let request) = lines[last].content, request.canLookBack else {
      return
    }
    for index in (max(head, last - Self.reach)..<last).reversed() {
      guard case .request(let other) = lines[index].content,
        Self.areOne(other, request, lines[index])
      else { continue }
      lines[index].content = .request(other.joined(with: request))
      lines[index].joined(request.traits)
      lines[index].reach = last - index
      lines[last].content = .merged(into: lines[index].range.lowerBound)
      entries[last] = nil
      return
    }
  }

  /// Whether the two can be of one time: what brought them may have been late, or their program in another zone.
  private static func isNear(_ a: Request, _ b: Request) -> Bool {
    if let first = a.innerTime, let second = b.innerTime, abs(first - second) <= window {
      return true
    }
    guard let first = a.time, let second = b.time else { return true }
    return abs(first - second) <= window
  }

  private static func areOne(_ a: Request, _ b: Request, _ line: OpenLine) -> Bool {
    let hasSameID = a.traits.hasSameID(b.traits)
    // One program writes several lines about a request only where it names the request, and what has happened.
    guard a.traits.agree(b.traits),
      hasSameID
        ? !line.kinds.contains(b.traits.kind) : !line.producers.contains(b.traits.producer)
    else { return false }
    guard isNear(a, b) else { return false }
    // Behind a proxy one of two servers sees the proxy.
    if let first = a.address, let second = b.address, first != second, !first.isPrivate,
      !second.isPrivate
    {
      return false
    }
    return !a.traits.hasOutcome || !b.traits.hasOutcome || (a.reason == nil) == (b.reason == nil)
  }
}
