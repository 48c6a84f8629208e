/// The lines of a region that are not counted yet, in order: those that are about one request are joined here, and those
/// that a client may have forged are found.
struct OpenLines {
  /// Milliseconds between two lines about one request.
  private static let window: Int64 = 1000
  /// Lines between them.
  private static let reach = 64

  private var lines: [OpenLine] = []
  /// What the live log shows of those that it shows.
  private var entries: [Int: LogEntry] = [:]
  /// The first that is not counted.
  private var head = 0
  /// Whether the line before the first may have been ended by a client.
  private var followsText = false

  var isEmpty: Bool { head == lines.count }

  /// Where the first one begins.
  var start: Int? { isEmpty ? nil : lines[head].range.lowerBound }

  /// Where those open lines begin, counted from the first one, whose request is counted already; and whether a client may
  /// have ended them.
  var joinedWithCounted: [Int: Bool] {
    guard let start else { return [:] }
    var joined: [Int: Bool] = [:]
    for line in lines[head...] where line.partner.map({ $0 < head }) ?? false {
      joined[line.range.lowerBound - start] = line.endsInText
    }
    return joined
  }

  /// Forgets all lines.
  mutating func clear() {
    lines.removeAll(keepingCapacity: true)
    entries.removeAll()
    head = 0
  }

  /// Adds the line that follows; `followsText` says of the first one whether a client may have ended the line before.
  mutating func add(_ line: OpenLine, _ entry: LogEntry?, followsText: Bool) {
    var line = line
    line.followsText = lines.last?.endsInText ?? followsText
    if line.isFragment, suspectLast() { line.content = .undecoded(.fragment) }
    joinLast()
    if case .request(let request) = line.content { line.joined(request.traits) }
    if let entry { entries[lines.count] = entry }
    lines.append(line)
  }

  /// The next line that nothing further can change, with what the live log shows of it; nil where there is none yet.
  ///
  /// `isMixed` says that lines of several producers may be about one request.
  mutating func next(isMixed: Bool, isFinal: Bool) -> (line: OpenLine, entry: LogEntry?)? {
    if isFinal { joinLast() }
    guard !isEmpty, isFinal || isSettled(isMixed: isMixed) else { return nil }
    defer { head += 1 }
    return (lines[head], entries.isEmpty ? nil : entries[head])
  }

  private func isSettled(isMixed: Bool) -> Bool {
    let line = lines[head]
    if line.isPart { return true }
    let behind = lines.count - 1 - head
    guard case .request(let request) = line.content else {
      // Text that is no record may be the beginning of one that was broken: the second line behind it tells.
      if case .undecoded(.fragment) = line.content { return true }
      return behind > (line.isFragment ? 1 : 0) || !line.endsInText
    }
    guard behind > 0 else { return false }
    guard isMixed || !request.traits.hasStatus, behind < Self.reach else { return true }
    guard let time = request.time, let last = lastTime else { return false }
    return last - time > Self.window
  }

  /// The time of the last request that states one.
  private var lastTime: Int64? {
    for line in lines[head...].reversed() {
      if case .request(let request) = line.content, let time = request.time { return time }
    }
    return nil
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
    entries[last] = nil
    if last > head, lines[last - 1].isFragment {
      lines[last - 1].content = .undecoded(.fragment)
    }
    return true
  }

  /// Joins the last line with an earlier one about the same request.
  private mutating func joinLast() {
    let last = lines.count - 1
    guard last > head, !lines[last].isPart, case .request(let request) = lines[last].content else {
      return
    }
    for index in (max(head, last - Self.reach)..<last).reversed() {
      guard case .request(let other) = lines[index].content, !lines[index].isPart,
        Self.areOne(other, request, lines[index])
      else { continue }
      lines[index].content = .request(other.joined(with: request))
      lines[index].joined(request.traits)
      lines[last].content = .merged(into: lines[index].range.lowerBound)
      lines[last].partner = index
      entries[last] = nil
      return
    }
  }

  private static func areOne(_ a: Request, _ b: Request, _ line: OpenLine) -> Bool {
    let hasSameID = a.traits.hasSameID(b.traits)
    // One program writes several lines about a request only where it names the request, and what has happened.
    guard a.traits.agree(b.traits),
      hasSameID
        ? !line.kinds.contains(b.traits.kind) : !line.producers.contains(b.traits.producer)
    else { return false }
    if let first = a.time, let second = b.time, abs(first - second) > window { return false }
    // Behind a proxy one of two servers sees the proxy.
    if let first = a.address, let second = b.address, first != second, !first.isPrivate,
      !second.isPrivate
    {
      return false
    }
    return !a.traits.hasOutcome || !b.traits.hasOutcome || (a.reason == nil) == (b.reason == nil)
  }
}
